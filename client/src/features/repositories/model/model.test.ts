import { describe, expect, it, test } from "vitest";

import { fullNameOf, isFullName } from "./fullName";
import { newSecret, secretProblem } from "./secret";
import { eventName } from "./webhookEvents";

describe("the name of a repository", () => {
  test.each([
    ["acme/rocket", "acme/rocket"],
    ["  acme/rocket ", "acme/rocket"],
    ["acme/rocket.git", "acme/rocket"],
    ["acme/rocket.js", "acme/rocket.js"],
    ["acme/rocket/", "acme/rocket"],
    ["https://github.com/acme/rocket", "acme/rocket"],
    ["HTTPS://GitHub.com/Acme/Rocket.git", "Acme/Rocket"],
    ["http://www.github.com/acme/rocket/pull/12?x=1#top", "acme/rocket"],
    ["https://github.com/acme/rocket?tab=readme", "acme/rocket"],
    ["https://ada@github.com/acme/rocket.git", "acme/rocket"],
    ["https://git.acme.example:8443/acme/rocket", "acme/rocket"],
    ["github.com/acme/rocket", "acme/rocket"],
    ["git@github.com:acme/rocket.git", "acme/rocket"],
    ["ssh://git@github.com/acme/rocket.git", "acme/rocket"],
    ["ssh://git@github.com:22/acme/rocket.git", "acme/rocket"],
    ["git+ssh://git@github.com/acme/rocket.git", "acme/rocket"],
  ])("%s is %s", (typed, name) => {
    expect(fullNameOf(typed)).toBe(name);
    expect(isFullName(fullNameOf(typed))).toBe(true);
  });

  test.each(["", "rocket", "acme/", "https://github.com/acme", "a b/c", "-acme/rocket", "../x"])(
    "%j is none, and stays as it is",
    (typed) => {
      expect(fullNameOf(typed)).toBe(typed.trim());
      expect(isFullName(fullNameOf(typed))).toBe(false);
    },
  );
});

describe("the secret of a webhook", () => {
  it("is made of 32 random bytes", () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(secretProblem(secret)).toBeUndefined();
    }
  });

  test.each([
    ["", "at least 16"],
    ["short", "at least 16"],
    ["fifteen-letters", "at least 16"],
    ["with spaces in it, many", "without spaces"],
    ["mit-Ümläuten-drin-und-lang", "without spaces"],
    ["x".repeat(256), "at most 255"],
  ])("%j is refused", (secret, words) => expect(secretProblem(secret)).toContain(words));
});

test("events go by the names that GitHub's form gives them", () => {
  expect(eventName("pull_request")).toBe("Pull requests");
  expect(eventName("create")).toBe("Branch or tag creation");
  expect(eventName("something_new")).toBe("something_new");
});
