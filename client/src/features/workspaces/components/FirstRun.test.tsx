import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { FirstRun } from "./FirstRun";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const OWN = "GET /auth/me/invitations";

function open(onJoined = vi.fn()) {
  const onDone = vi.fn();
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <FirstRun onDone={onDone} onJoined={onJoined} />
    </QueryClientProvider>,
  );
  return onDone;
}

function fill(label: string, text: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
}

const submit = () => fireEvent.click(screen.getByRole("button", { name: "Create the board" }));

test("makes the workspace, then the board with its template, and leads there", async () => {
  const calls = fakeServer({
    [OWN]: page(),
    "POST /workspaces": { status: 201, body: { id: "w1" } },
    "POST /workspaces/w1/boards": { status: 201, body: { id: "b1" } },
    "GET /workspaces": page(),
  });
  const onDone = open();
  fill("Workspace", "  Acme ");
  fill("Board", "Ground control");
  fireEvent.click(screen.getByRole("radio", { name: /Scrum/ }));
  submit();
  await waitFor(() => expect(onDone).toHaveBeenCalledWith("b1"));
  const writes = calls.filter(({ method }) => method === "POST");
  expect(writes.map(({ body }) => body)).toEqual([
    { name: "Acme" },
    { name: "Ground control", template: "scrum" },
  ]);
});

test("says which name is missing, and asks the server nothing", () => {
  const calls = fakeServer({ [OWN]: page() });
  open();
  fill("Board", "Ground control");
  submit();
  expect(screen.getByText("Give the workspace a name.")).toBeDefined();
  expect(screen.queryByText("Give the board a name.")).toBeNull();
  expect(calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("after a lost answer the same board is asked for, and no second workspace", async () => {
  let reachable = false;
  const calls = fakeServer({
    [OWN]: page(),
    "POST /workspaces": { status: 201, body: { id: "w1" } },
    "POST /workspaces/w1/boards": () =>
      reachable ? { status: 201, body: { id: "b1" } } : "offline",
    "GET /workspaces": page(),
  });
  const onDone = open();
  fill("Workspace", "Acme");
  fill("Board", "Ground control");
  submit();
  expect(await screen.findByText(/The server cannot be reached/)).toBeDefined();
  reachable = true;
  submit();
  await waitFor(() => expect(onDone).toHaveBeenCalledWith("b1"));
  expect(
    calls.filter(({ method, path }) => method === "POST" && path === "/workspaces"),
  ).toHaveLength(1);
  const keys = calls
    .filter(({ path }) => path === "/workspaces/w1/boards")
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

test("another name after a refusal is another request", async () => {
  const calls = fakeServer({
    [OWN]: page(),
    "POST /workspaces": problem(422, "invalid", "No."),
  });
  open();
  fill("Workspace", "Acme");
  fill("Board", "Ground control");
  submit();
  await screen.findByText("No.", { exact: false });
  fill("Workspace", "Acme Rockets");
  submit();
  const writes = () => calls.filter(({ method }) => method === "POST");
  await waitFor(() => expect(writes()).toHaveLength(2));
  const keys = writes().map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys[0]).not.toBe(keys[1]);
});

const invitation = {
  id: "i1",
  workspace_name: "Northwind",
  role: "member",
  invited_by_name: "Olga",
  expires_at: "2027-03-12T12:00:00Z",
};

test("offers the workspaces that wait for one, and leads into the one that is joined", async () => {
  let waiting = [invitation, { ...invitation, id: "i2", workspace_name: "Contoso", role: "admin" }];
  fakeServer({
    [OWN]: () => page(...waiting),
    "POST /auth/me/invitations/i1/accept": () => {
      waiting = waiting.slice(1);
      return { body: { id: "w1", name: "Northwind" } };
    },
  });
  const onJoined = vi.fn();
  open(onJoined);
  expect(screen.getByRole("status", { name: "Looking for invitations" })).toBeDefined();
  expect(await screen.findByRole("heading", { name: "You are expected" })).toBeDefined();
  expect(screen.getByText(/Olga invites you as a member, until/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Join Northwind" }));
  await waitFor(() => expect(onJoined).toHaveBeenCalledWith({ id: "w1", name: "Northwind" }));
  await waitFor(() => expect(screen.queryByText("Northwind")).toBeNull());
  expect(screen.getByRole("button", { name: "Join Contoso" })).toBeDefined();
});

test("says that an invitation was taken back, and does not offer it any longer", async () => {
  let waiting = [invitation];
  fakeServer({
    [OWN]: () => page(...waiting),
    "POST /auth/me/invitations/i1/accept": () => {
      waiting = [];
      return problem(404, "invitation_not_found", "It was taken back.");
    },
  });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Join Northwind" }));
  expect(await screen.findByText("It was taken back.", { exact: false })).toBeDefined();
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Join/ })).toBeNull());
  expect(screen.getByRole("heading", { name: "Set up your first board" })).toBeDefined();
});

test("says that it could not look for invitations, and looks again", async () => {
  let broken = true;
  fakeServer({ [OWN]: () => (broken ? "offline" : page(invitation)) });
  open();
  await screen.findByText(/Whether you are invited could not be found out/);
  broken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Join Northwind" })).toBeDefined();
});
