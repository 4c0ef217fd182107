import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render as draw, screen, waitFor } from "@testing-library/react";
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

const METHODS = { "GET /auth/methods": { body: { github: true, email: false, local: true } } };
const MAIL = { "GET /auth/methods": { body: { github: true, email: true, local: false } } };
const ASK = "POST /auth/email";

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
    ...METHODS,
    "POST /auth/local": problem(401, "invalid_sign_in_link"),
    "GET /auth/me": problem(401, "not_authenticated"),
  });
  const onSignedIn = vi.fn();
  openLink();
  render(<SignInPage onSignedIn={onSignedIn} />);
  expect(
    await screen.findByRole("heading", { name: "This link does not work any more" }),
  ).toBeDefined();
  expect(await screen.findByText(".venv/bin/trivet sign-in-link")).toBeDefined();
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
  [{ github: true }, ["Continue with GitHub"]],
  [{ email: true }, ["Email me a link"]],
  [{ local: true }, ["trivet sign-in-link"]],
  [{ github: true, local: true }, ["Continue with GitHub", "or", "trivet sign-in-link"]],
  [{ github: true, email: true }, ["Continue with GitHub", "or", "Email me a link"]],
  [
    { github: true, email: true, local: true },
    ["Continue with GitHub", "or", "Email me a link", "or", "trivet sign-in-link"],
  ],
  [{}, ["No way to sign in is set up"]],
])("only what is set up is offered, parted by “or”: %j", async (some, offered) => {
  const body = { github: false, email: false, local: false, ...some };
  fakeServer({ "GET /auth/methods": { body } });
  render(<SignInPage onSignedIn={vi.fn()} />);
  const shown = await screen.findAllByText(
    /^Continue with GitHub$|^or$|^Email me a link$|trivet sign-in-link$|^No way to sign in is set up/,
  );
  expect(shown).toHaveLength(offered.length);
  shown.forEach((one, index) => expect(one.textContent).toContain(offered[index]));
});

async function askByMail(address: string) {
  fireEvent.change(await screen.findByLabelText("E-mail"), { target: { value: address } });
  fireEvent.click(screen.getByRole("button", { name: "Email me a link" }));
}

test("a link is mailed, once, and the page says what to do with it", async () => {
  const calls = fakeServer({ ...MAIL, [ASK]: { status: 202, body: null } });
  render(<SignInPage back="/app/b/1" onSignedIn={vi.fn()} />);
  await askByMail(" ada@example.com ");
  const sent = await screen.findByRole("status");
  expect(sent.textContent).toBe(
    "Look into your mail. We sent a link to ada@example.com if somebody with this address may sign in here. Open it in this browser within 15 minutes.",
  );
  await waitFor(() => expect(document.activeElement).toBe(sent));
  expect(screen.queryByLabelText("E-mail")).toBeNull();
  expect(calls.filter(({ path }) => path === "/auth/email").map(({ body }) => body)).toEqual([
    { email: "ada@example.com", return_to: "/app/b/1" },
  ]);
});

test("another address can be used, also a corrected one", async () => {
  const calls = fakeServer({ ...MAIL, [ASK]: { status: 202, body: null } });
  render(<SignInPage onSignedIn={vi.fn()} />);
  await askByMail("ad@example.com");
  fireEvent.click(await screen.findByRole("button", { name: "Use another address" }));
  const field = screen.getByLabelText<HTMLInputElement>("E-mail");
  expect(field.value).toBe("ad@example.com");
  await waitFor(() => expect(document.activeElement).toBe(field));
  await askByMail("ada@example.com");
  await screen.findByText("ada@example.com");
  expect(calls.at(-1)?.body).toEqual({ email: "ada@example.com", return_to: null });
});

test("an address that is none is told so at the field, until it is changed", async () => {
  const message = "An e-mail address has one @.";
  const refusal = problem(422, "validation_failed");
  const fields = [{ field: "email", message, code: "value_error" }];
  const calls = fakeServer({
    ...MAIL,
    [ASK]: { ...refusal, body: { ...refusal.body, fields } },
  });
  render(<SignInPage onSignedIn={vi.fn()} />);
  await askByMail(" ");
  expect((await screen.findByRole("alert")).textContent).toBe("Type your address.");
  expect(calls.some(({ path }) => path === "/auth/email")).toBe(false);
  await askByMail("ada");
  expect((await screen.findByText(message)).getAttribute("role")).toBe("alert");
  const field = screen.getByLabelText("E-mail");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(field, { target: { value: "ada@" } });
  expect(screen.queryByRole("alert")).toBeNull();
});

test.each([
  ["too many at once", problem(429, "rate_limited", "Wait a minute."), "Wait a minute."],
  ["a failing server", problem(500, "internal_error"), "The server failed"],
  ["no connection", "offline" as const, "The server cannot be reached"],
])("%s keeps what was typed, and says what to do", async (_, answer, words) => {
  fakeServer({ ...MAIL, [ASK]: answer });
  render(<SignInPage onSignedIn={vi.fn()} />);
  await askByMail("ada@example.com");
  expect((await screen.findByRole("alert")).textContent).toContain(words);
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ada@example.com");
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
