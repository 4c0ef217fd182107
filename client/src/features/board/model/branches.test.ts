import { describe, expect, it, test } from "vitest";

import { branchesAlone, branchName, isOnGitHub, pullRequestBadge } from "./branches";
import type { Card, PullRequest, PullRequestState } from "./types";

function request(number: number, state: PullRequestState, repository = "acme/rocket"): PullRequest {
  const branch = `branch-${number}`;
  return { id: `p${number}`, repository, number, title: "Fix", state, branch };
}

describe("the badge", () => {
  test.each<[readonly PullRequestState[], PullRequestState, string, string]>([
    [["open"], "open", "#1", "#1 open"],
    [["draft"], "draft", "#1", "#1 draft"],
    [["merged"], "merged", "#1", "#1 merged"],
    [["closed"], "closed", "#1", "#1 closed"],
    [["merged", "open"], "open", "1/2", "#1 merged, #2 open"],
    [["merged", "draft", "merged"], "draft", "2/3", "#1 merged, #2 draft, #3 merged"],
    [["draft", "open"], "open", "0/2", "#1 draft, #2 open"],
    [["merged", "merged"], "merged", "2/2", "#1 merged, #2 merged"],
    [["closed", "closed"], "closed", "0/2", "#1 closed, #2 closed"],
    // What was given up is not waited for.
    [["closed", "merged"], "merged", "#2", "#1 closed, #2 merged"],
    [["merged", "closed", "open"], "open", "1/2", "#1 merged, #2 closed, #3 open"],
  ])("of %j is %s, %s", (states, state, label, words) => {
    const all = states.map((one, index) => request(index + 1, one));
    expect(pullRequestBadge(all.reverse())).toEqual({ state, label, words });
  });

  it("names the repositories where there are several", () => {
    const all = [request(2, "open", "acme/site"), request(12, "merged")];
    expect(pullRequestBadge(all)?.words).toBe("acme/rocket#12 merged, acme/site#2 open");
  });

  it("is not there without a pull request", () => expect(pullRequestBadge([])).toBeNull());
});

describe("a name for a branch", () => {
  test.each([
    ["ENG-1", "Fix login", "eng-1-fix-login"],
    ["ENG-1", "  Fix: the «login» (again)!  ", "eng-1-fix-the-login-again"],
    ["ENG-1", "Écrire à Zoë", "eng-1-ecrire-a-zoe"],
    ["ENG-1", "日本語", "eng-1"],
    ["ENG-1", "تسجيل الدخول login", "eng-1-login"],
    ["ENG-1", "../..//.lock @{-1}", "eng-1-lock-1"],
    ["ENG-1", "", "eng-1"],
    ["T-12345", "x".repeat(80), `t-12345-${"x".repeat(52)}`],
    [
      "ENG-1",
      "Let the person who presses the button twice order only once",
      "eng-1-let-the-person-who-presses-the-button-twice-order-only",
    ],
  ])("%s %s", (key, title, name) => {
    expect(branchName(key, title)).toBe(name);
    expect(name.length).toBeLessThanOrEqual(60);
  });
});

describe("what is on GitHub", () => {
  const card = { id: "c" } as Card;
  const branch = (name: string, repository = "acme/rocket") => ({ id: name, repository, name });

  it("is a pull request or a branch", () => {
    expect(isOnGitHub(card)).toBe(false);
    expect(isOnGitHub({ ...card, pull_requests: [request(1, "closed")] })).toBe(true);
    expect(isOnGitHub({ ...card, branches: [branch("a")] })).toBe(true);
  });

  it("shows a branch alone only while no pull request of its repository speaks for it", () => {
    const branches = [branch("branch-1"), branch("branch-2"), branch("branch-1", "acme/site")];
    const all = { ...card, branches, pull_requests: [request(1, "merged")] };
    expect(branchesAlone(all)).toEqual([branches[1], branches[2]]);
  });
});
