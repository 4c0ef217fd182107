import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { http } from "../../../api/http";
import { fakeServer, problem } from "../../../test/fakeServer";
import { claimSecret, takeSecretFromAddress } from "../model/fragment";
import { EmailReturnPage } from "./EmailReturnPage";

const BACK = "POST /auth/email/callback";

afterEach(() => {
  cleanup();
  claimSecret("email");
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

function open(fragment: string) {
  window.history.replaceState(null, "", `/app/sign-in/email${fragment}`);
  takeSecretFromAddress();
  const onSignedIn = vi.fn();
  render(
    <StrictMode>
      <EmailReturnPage onSignedIn={onSignedIn} otherWays={() => "To the sign-in page"} />
    </StrictMode>,
  );
  return onSignedIn;
}

test("the secret is sent once, also when effects run twice, and leaves the address", async () => {
  const calls = fakeServer({ [BACK]: { body: { return_to: "/app/b/1" } } });
  const onSignedIn = open("#tre_1");
  expect(window.location.hash).toBe("");
  expect(screen.getByRole("status", { name: "Signing you in" })).toBeDefined();
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledExactlyOnceWith("/app/b/1"));
  expect(calls.map(({ body }) => body)).toEqual([{ token: "tre_1" }]);
});

test("a link that is not accepted says why, and leads to the sign-in page", async () => {
  // A cookie of an earlier session must not have the secret sent twice.
  document.cookie = "trivet_csrf=x";
  const signedOut = vi.fn();
  const stop = http.onSignedOut(signedOut);
  const calls = fakeServer({
    [BACK]: problem(401, "invalid_sign_in_link", "Ask for a new one in this browser."),
  });
  const onSignedIn = open("#tre_1");
  expect((await screen.findByRole("alert")).textContent).toBe("Ask for a new one in this browser.");
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("invalid_sign_in_link");
  expect(screen.getByText("To the sign-in page")).toBeDefined();
  expect(calls).toHaveLength(1);
  expect(onSignedIn).not.toHaveBeenCalled();
  expect(signedOut).not.toHaveBeenCalled();
  stop();
});

test("a link that lost its end says so", async () => {
  fakeServer({ [BACK]: problem(422, "validation_failed") });
  open("#t");
  expect(await screen.findByRole("heading", { name: "This link is not complete" })).toBeDefined();
});

test("without a connection it says so, and to open the link again", async () => {
  fakeServer({ [BACK]: "offline" });
  open("#tre_1");
  expect(
    await screen.findByRole("heading", { name: "The server cannot be reached" }),
  ).toBeDefined();
  expect(screen.getByRole("alert").textContent).toContain("open the link of the mail again");
});

test("a second link in the same tab is taken too", async () => {
  const calls = fakeServer({
    [BACK]: ({ body }) =>
      (body as { token: string }).token === "tre_2"
        ? { body: { return_to: null } }
        : problem(401, "invalid_sign_in_link"),
  });
  const onSignedIn = open("#tre_1");
  await screen.findByRole("alert");
  window.history.replaceState(null, "", "/app/sign-in/email#tre_2");
  window.dispatchEvent(new Event("hashchange"));
  expect(window.location.hash).toBe("");
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledExactlyOnceWith(null));
  expect(calls).toHaveLength(2);
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
