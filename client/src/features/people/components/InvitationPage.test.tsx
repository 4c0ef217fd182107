import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fakeServer, problem } from "../../../test/fakeServer";
import { claimSecret, takeSecretFromAddress } from "../../session/frame";
import { InvitationPage } from "./InvitationPage";

const PREVIEW = "POST /invitations/preview";
const ACCEPT = "POST /invitations/tri_1/accept";
const ME = { id: "01", name: "Ada", email: "ada@example.com" };
const offer = {
  workspace_name: "Northwind",
  role: "admin",
  invited_by_name: "Grace",
  bound: true,
  email_hint: "a…@example.com",
  expires_at: "2027-03-12T12:00:00Z",
};
const northwind = { id: "w1", name: "Northwind", role: "admin" };
const replace = vi.fn();

beforeEach(() => {
  vi.spyOn(window.location, "replace").mockImplementation(replace);
});

afterEach(() => {
  cleanup();
  claimSecret("invitation");
  sessionStorage.clear();
  replace.mockReset();
  vi.unstubAllGlobals();
});

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers, { fragment = "#tri_1", signedIn = true } = {}) {
  window.history.replaceState(null, "", `/app/invitation${fragment}`);
  takeSecretFromAddress();
  const calls = fakeServer({
    "GET /auth/me": { body: ME },
    "GET /auth/methods": { body: { github: true, email: false, local: false } },
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const onAccepted = vi.fn();
  render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <InvitationPage
          signedIn={signedIn}
          signIn="Sign in to accept"
          home="Go to the boards"
          onAccepted={onAccepted}
        />
      </QueryClientProvider>
    </StrictMode>,
  );
  return { calls, onAccepted };
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("an invitation says who invites to what, and is accepted", async () => {
  const { calls, onAccepted } = open({
    [PREVIEW]: { body: offer },
    [ACCEPT]: { body: northwind },
  });
  expect(window.location.hash).toBe("");
  expect(screen.getByRole("status", { name: "Loading the invitation" })).toBeDefined();
  expect(await screen.findByRole("heading", { name: "Join Northwind" })).toBeDefined();
  expect(screen.getByRole("main").textContent).toContain(
    "Grace invites you to Northwind as an admin. Only a…@example.com can accept it.",
  );
  expect(await screen.findByText(/ada@example.com/)).toBeDefined();
  press("Accept");
  await waitFor(() => expect(onAccepted).toHaveBeenCalledExactlyOnceWith(northwind));
  expect(calls.find(({ path }) => path === "/invitations/preview")?.body).toEqual({
    token: "tri_1",
  });
  expect(calls.filter(({ path }) => path.endsWith("/accept"))).toHaveLength(1);
  expect(sessionStorage.getItem("trivet.invitation")).toBeNull();
});

test("who is signed out signs in first, and the invitation waits in this tab", async () => {
  open({ [PREVIEW]: { body: offer } }, { signedIn: false });
  expect(await screen.findByText("Sign in to accept")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Accept" })).toBeNull();
  cleanup();
  open({ [PREVIEW]: { body: offer } }, { fragment: "" });
  expect(await screen.findByRole("button", { name: "Accept" })).toBeDefined();
});

test("where nobody can sign in alone, it says whom to ask for a link", async () => {
  const methods = { github: false, email: false, local: true };
  open({ [PREVIEW]: { body: offer }, "GET /auth/methods": { body: methods } }, { signedIn: false });
  expect(await screen.findByText(/Ask the person who runs this server/)).toBeDefined();
  expect(screen.getByText("trivet sign-in-link --user")).toBeDefined();
});

test("an invitation that was used or is too old says so, and what to do", async () => {
  open({ [PREVIEW]: problem(404, "invitation_not_found") });
  expect(
    await screen.findByRole("heading", { name: "This invitation does not work any more" }),
  ).toBeDefined();
  expect(screen.getByRole("alert").textContent).toContain("Ask whoever invited you for a new one.");
  expect(screen.getByText("Go to the boards")).toBeDefined();
});

test("one that ends meanwhile says the same, and is forgotten", async () => {
  open({ [PREVIEW]: { body: offer }, [ACCEPT]: problem(404, "invitation_not_found") });
  await screen.findByText(/You are signed in as/);
  press("Accept");
  await screen.findByRole("heading", { name: "This invitation does not work any more" });
  expect(sessionStorage.getItem("trivet.invitation")).toBeNull();
});

test("one for another address leads to another account, and waits for it", async () => {
  const { calls } = open({
    [PREVIEW]: { body: offer },
    [ACCEPT]: problem(403, "invitation_for_another_address"),
    "POST /auth/logout": { status: 204 },
  });
  await screen.findByText(/You are signed in as/);
  press("Accept");
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Sign in with the account that has a…@example.com",
  );
  press("Use another account");
  await waitFor(() =>
    expect(replace).toHaveBeenCalledWith("/app/sign-in?why=signed-out&back=%2Fapp%2Finvitation"),
  );
  expect(calls.at(-1)?.path).toBe("/auth/logout");
  await waitFor(() => expect(sessionStorage.getItem("trivet.invitation")).toBe("tri_1"));
});

test("without a connection it can be asked for again", async () => {
  let reachable = false;
  open({ [PREVIEW]: () => (reachable ? { body: offer } : "offline") });
  await screen.findByText("The server cannot be reached");
  reachable = true;
  press("Try again");
  expect(await screen.findByRole("heading", { name: "Join Northwind" })).toBeDefined();
});

test("without the secret it asks for the link", () => {
  const { calls } = open({}, { fragment: "" });
  expect(screen.getByRole("heading", { name: "Which invitation?" })).toBeDefined();
  expect(calls).toEqual([]);
});

test("a second link in the same tab is taken too", async () => {
  const { calls } = open({ [PREVIEW]: { body: offer } });
  await screen.findByRole("heading", { name: "Join Northwind" });
  window.history.replaceState(null, "", "/app/invitation#tri_2");
  window.dispatchEvent(new Event("hashchange"));
  await waitFor(() => expect(calls.at(-1)?.body).toEqual({ token: "tri_2" }));
});
