import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { FirstRun } from "./FirstRun";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open() {
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FirstRun onDone={onDone} />
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
  const calls = fakeServer({});
  open();
  fill("Board", "Ground control");
  submit();
  expect(screen.getByText("Give the workspace a name.")).toBeDefined();
  expect(screen.queryByText("Give the board a name.")).toBeNull();
  expect(calls).toEqual([]);
});

test("after a lost answer the same board is asked for, and no second workspace", async () => {
  let reachable = false;
  const calls = fakeServer({
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
    "POST /workspaces": problem(422, "invalid", "No."),
  });
  open();
  fill("Workspace", "Acme");
  fill("Board", "Ground control");
  submit();
  await screen.findByText("No.", { exact: false });
  fill("Workspace", "Acme Rockets");
  submit();
  await waitFor(() => expect(calls).toHaveLength(2));
  const keys = calls.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys[0]).not.toBe(keys[1]);
});
