import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render as draw, screen, waitFor } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fakeServer, problem } from "../../../test/fakeServer";
import { claimSecret, takeSecretFromAddress } from "../model/fragment";
import { SignInPage } from "./SignInPage";

const SECRET = "trl_abc";

beforeEach(() => {
  window.history.replaceState(null, "", "/app/sign-in");
});

afterEach(() => {
  cleanup();
  claimSecret("sign-in");
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

const METHODS = { "GET /auth/methods": { body: { github: true, local: true } } };

function render(page: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  draw(<QueryClientProvider client={queries}>{page}</QueryClientProvider>);
}

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
  const calls = fakeServer({ ...METHODS, "POST /auth/local": { body: {} } });
  const onSignedIn = vi.fn();
  render(<SignInPage onSignedIn={onSignedIn} />);
  expect(await screen.findByRole("heading", { name: "Sign in by a link" })).toBeDefined();
  window.history.replaceState(null, "", `/app/sign-in#${SECRET}`);
  window.dispatchEvent(new Event("hashchange"));
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(calls.at(-1)?.body).toEqual({ token: SECRET });
});

test("GitHub is offered where it is set up, and leads back to where somebody wanted to go", async () => {
  fakeServer(METHODS);
  render(<SignInPage back="/app/b/1?q=x" onSignedIn={vi.fn()} />);
  expect(screen.getByRole("status", { name: "Loading the ways to sign in" })).toBeDefined();
  const link = await screen.findByRole("link", { name: "Continue with GitHub" });
  expect(link.getAttribute("href")).toBe("/auth/github/login?return_to=%2Fapp%2Fb%2F1%3Fq%3Dx");
  expect(document.title).toBe("Sign in · Trivet");
});

test.each([
  [{ github: true, local: false }, "Continue with GitHub", "trivet sign-in-link"],
  [{ github: false, local: true }, "trivet sign-in-link", "Continue with GitHub"],
  [{ github: false, local: false }, "No way to sign in is set up", "Continue with GitHub"],
])("only what is set up is offered: %j", async (body, shown, absent) => {
  fakeServer({ "GET /auth/methods": { body } });
  render(<SignInPage onSignedIn={vi.fn()} />);
  expect(await screen.findByText(new RegExp(shown))).toBeDefined();
  expect(screen.queryByText(new RegExp(absent))).toBeNull();
});

test("ways that cannot be loaded can be asked for again", async () => {
  let reachable = false;
  fakeServer({ "GET /auth/methods": () => (reachable ? METHODS["GET /auth/methods"] : "offline") });
  render(<SignInPage onSignedIn={vi.fn()} />);
  const again = await screen.findByRole("button", { name: "Try again" });
  reachable = true;
  again.click();
  expect(await screen.findByRole("link", { name: "Continue with GitHub" })).toBeDefined();
});

test("who is signed in already goes on", async () => {
  document.cookie = "trivet_csrf=x";
  fakeServer({ ...METHODS, "GET /auth/me": { body: { id: "1" } } });
  const onSignedIn = vi.fn();
  render(<SignInPage onSignedIn={onSignedIn} />);
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
});

test("a cookie that is left of a session that has ended keeps nobody from signing in", async () => {
  document.cookie = "trivet_csrf=x";
  const calls = fakeServer({
    ...METHODS,
    "GET /auth/me": problem(401, "not_authenticated"),
    "POST /auth/refresh": problem(401, "invalid_refresh_token"),
  });
  const onSignedIn = vi.fn();
  render(<SignInPage onSignedIn={onSignedIn} />);
  await screen.findByRole("link", { name: "Continue with GitHub" });
  await waitFor(() => expect(calls.map(({ path }) => path)).toContain("/auth/refresh"));
  expect(onSignedIn).not.toHaveBeenCalled();
});
