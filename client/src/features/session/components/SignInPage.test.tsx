import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fakeServer, problem } from "../../../test/fakeServer";
import { claimSecret, takeSecretFromAddress } from "../model/signInSecret";
import { SignInPage } from "./SignInPage";

const SECRET = "trl_abc";

beforeEach(() => {
  window.history.replaceState(null, "", "/app/sign-in");
});

afterEach(() => {
  cleanup();
  claimSecret();
  vi.unstubAllGlobals();
});

function openLink() {
  window.history.replaceState(null, "", `/app/sign-in?back=/app/settings#${SECRET}`);
  takeSecretFromAddress();
}

test("the secret leaves the address at once, and the rest stays", () => {
  openLink();
  expect(window.location.hash).toBe("");
  expect(window.location.search).toBe("?back=/app/settings");
});

test("a hash on another page is no secret", () => {
  window.history.replaceState(null, "", `/app/settings#${SECRET}`);
  expect(takeSecretFromAddress()).toBe(false);
  expect(window.location.hash).toBe(`#${SECRET}`);
});

test("a link signs in, once, also when effects run twice", async () => {
  const calls = fakeServer({ "POST /auth/local": { body: {} } });
  const onSignedIn = vi.fn();
  openLink();
  render(
    <StrictMode>
      <SignInPage onSignedIn={onSignedIn} />
    </StrictMode>,
  );
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(calls.map(({ body }) => body)).toEqual([{ token: SECRET }]);
});

test("a used link says so, and how to get another one", async () => {
  fakeServer({
    "POST /auth/local": problem(401, "invalid_sign_in_link"),
    "GET /auth/me": problem(401, "not_authenticated"),
  });
  const onSignedIn = vi.fn();
  openLink();
  render(<SignInPage onSignedIn={onSignedIn} />);
  expect(
    await screen.findByRole("heading", { name: "This link does not work any more" }),
  ).toBeDefined();
  expect(screen.getByText(".venv/bin/trivet sign-in-link")).toBeDefined();
  expect(onSignedIn).not.toHaveBeenCalled();
});

test("a used link leads in where somebody is signed in already", async () => {
  fakeServer({
    "POST /auth/local": problem(401, "invalid_sign_in_link"),
    "GET /auth/me": { body: { id: "1" } },
  });
  const onSignedIn = vi.fn();
  openLink();
  render(<SignInPage onSignedIn={onSignedIn} />);
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
});

test("without a connection the link is kept for another try", async () => {
  let reachable = false;
  const calls = fakeServer({ "POST /auth/local": () => (reachable ? { body: {} } : "offline") });
  const onSignedIn = vi.fn();
  openLink();
  render(<SignInPage onSignedIn={onSignedIn} />);
  const again = await screen.findByRole("button", { name: "Try again" });
  reachable = true;
  again.click();
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(calls).toHaveLength(2);
});

test("a second link in the same tab is taken too", async () => {
  const calls = fakeServer({ "POST /auth/local": { body: {} } });
  const onSignedIn = vi.fn();
  render(<SignInPage onSignedIn={onSignedIn} />);
  expect(screen.getByRole("heading", { name: "Sign in by a link" })).toBeDefined();
  window.history.replaceState(null, "", `/app/sign-in#${SECRET}`);
  window.dispatchEvent(new Event("hashchange"));
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(calls[0]?.body).toEqual({ token: SECRET });
});
