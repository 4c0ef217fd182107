import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { http } from "../../../api/http";
import { fakeServer, problem } from "../../../test/fakeServer";
import { claimSecret, takeSecretFromAddress } from "../model/fragment";
import { gitHubAnswer, keepBack } from "../model/github";
import { GitHubReturnPage } from "./GitHubReturnPage";

const BACK = "POST /auth/github/callback";

afterEach(() => {
  cleanup();
  claimSecret("github");
  sessionStorage.clear();
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

function open(fragment: string) {
  window.history.replaceState(null, "", `/app/sign-in/github${fragment}`);
  takeSecretFromAddress();
  const onSignedIn = vi.fn();
  render(
    <StrictMode>
      <GitHubReturnPage onSignedIn={onSignedIn} otherWays={() => "Other ways"} />
    </StrictMode>,
  );
  return onSignedIn;
}

const again = () => screen.findByRole("link", { name: "Try again with GitHub" });

test("the code is exchanged once, also when effects run twice, and leaves the address", async () => {
  const calls = fakeServer({ [BACK]: { body: { return_to: "/app/b/1" } } });
  const onSignedIn = open("#code=c1&state=s1");
  expect(window.location.hash).toBe("");
  expect(screen.getByRole("status", { name: "Signing you in" })).toBeDefined();
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledExactlyOnceWith("/app/b/1"));
  expect(calls.map(({ body }) => body)).toEqual([{ code: "c1", state: "s1" }]);
});

test("a refusal says what happened, and leads to GitHub again with the way back", async () => {
  keepBack("/app/b/1");
  // A cookie of an earlier session must not have the code sent twice.
  document.cookie = "trivet_csrf=x";
  const signedOut = vi.fn();
  const stop = http.onSignedOut(signedOut);
  const refusal = problem(401, "oauth_state_invalid", "Begin in this browser once more.");
  const calls = fakeServer({ [BACK]: refusal });
  const onSignedIn = open("#code=c1&state=s1");
  expect((await again()).getAttribute("href")).toBe("/auth/github/login?return_to=%2Fapp%2Fb%2F1");
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("oauth_state_invalid");
  expect(screen.getByRole("alert").textContent).toBe("Begin in this browser once more.");
  expect(screen.getByText("Other ways")).toBeDefined();
  expect(calls).toHaveLength(1);
  expect(onSignedIn).not.toHaveBeenCalled();
  expect(signedOut).not.toHaveBeenCalled();
  stop();
});

test("who declines on GitHub is told so, and nothing is sent", async () => {
  const calls = fakeServer({});
  open("#error=access_denied&error_description=The+user+denied");
  expect((await again()).getAttribute("href")).toBe("/auth/github/login");
  expect(screen.getByText(/Access was declined on GitHub/)).toBeDefined();
  expect(calls).toEqual([]);
});

test("who wanted to connect connects again, and does not sign in", async () => {
  document.cookie = "trivet_csrf=x";
  keepBack("/app/account", true);
  fakeServer({});
  open("#error=access_denied");
  const link = await screen.findByRole("link", { name: "Try again to connect GitHub" });
  expect(link.getAttribute("href")).toBe(
    "/auth/github/login?connect=true&return_to=%2Fapp%2Faccount",
  );
  expect(screen.getByRole("heading", { name: "GitHub was not connected" })).toBeDefined();
  expect(screen.getByText(/You are still signed in/)).toBeDefined();
  expect(screen.getByRole("link", { name: "Back to your account" })).toBeDefined();
  expect(screen.queryByText("Other ways")).toBeNull();
  cleanup();
  // Signed out meanwhile: there is nothing to connect to.
  document.cookie = "trivet_csrf=; max-age=0";
  open("#error=access_denied");
  expect((await again()).getAttribute("href")).toContain("/auth/github/login?return_to");
});

test("what else GitHub says is passed on", async () => {
  fakeServer({});
  open("#error=server_error&error_description=Down+for+repairs");
  expect(await screen.findByText("Down for repairs")).toBeDefined();
});

test("without a connection it says so", async () => {
  fakeServer({ [BACK]: "offline" });
  open("#code=c1&state=s1");
  expect(
    await screen.findByRole("heading", { name: "The server cannot be reached" }),
  ).toBeDefined();
  await again();
});

test("loaded again, it goes on where somebody is signed in, and else says what it is for", async () => {
  document.cookie = "trivet_csrf=x";
  fakeServer({ "GET /auth/me": { body: { id: "1" } } });
  const onSignedIn = open("");
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledExactlyOnceWith(null));
  cleanup();
  document.cookie = "trivet_csrf=; max-age=0";
  open("");
  expect(await screen.findByRole("heading", { name: "Nobody is signed in yet" })).toBeDefined();
});

test.each(["", "code=1", "state=1", "x"])("the fragment %j says nothing", (fragment) => {
  expect(gitHubAnswer(fragment)).toBeNull();
});
