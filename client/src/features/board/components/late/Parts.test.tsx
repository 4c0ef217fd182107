import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { ToastRegion } from "../../../../lib";
import { fakeServer, page, problem } from "../../../../test/fakeServer";
import { dismissAllToasts } from "../../../../test/toasts";
import type { BoardStore, Task } from "../../model";
import { boardOf, machinery, renderOnBoard } from "../testing";
import type { Dialog } from "../ui";
import { Parts } from "./Parts";

afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const ENG = { id: "b2", key: "ENG", name: "Engine", archived_at: null };

function show(dialog: Dialog | null, handlers: Parameters<typeof fakeServer>[0] = {}) {
  const calls = fakeServer(handlers);
  const parts = machinery(boardOf(2, 1));
  const listeners = new Set<(task: Task) => void>();
  const store = {
    onTask: (listener: (task: Task) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as BoardStore;
  parts.ui.set({ dialog });
  const page = (
    <>
      <Parts state={parts.state} store={store} />
      <ToastRegion />
    </>
  );
  renderOnBoard(page, parts);
  const news = (task: unknown) => act(() => listeners.forEach((tell) => tell(task as Task)));
  return { ...parts, calls, news };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const writes = (calls: ReturnType<typeof fakeServer>) =>
  calls.filter(({ method }) => method !== "GET").map(({ path, body }) => [path, body]);

const deleted = {
  card: { id: "card-9", key: "T-9", title: "Old", column_id: "todo" },
  deleted_at: new Date(Date.now() - 25 * 86_400_000).toISOString(),
  deleted_by: "ben",
};

test("the bin lists what was deleted, and brings it back, past a hard limit if one may", async () => {
  let full = true;
  const { calls, opened } = show(
    { kind: "bin" },
    {
      "GET /boards/board/bin": page(deleted),
      "POST /cards/card-9/restore": () =>
        full
          ? problem(409, "wip_limit_reached", "To do takes 2 cards at most.")
          : { body: { id: "card-9", key: "T-9" } },
    },
  );
  const row = await screen.findByRole("listitem");
  expect(row.textContent).toMatch(/T-9 Old.*Ben, .*gone in 5 days/);
  press("Bring T-9 back");
  await screen.findByText("T-9 was not brought back");
  full = false;
  press("Bring back anyway");
  await screen.findByText("T-9 is back on the board");
  press("Open");
  expect(opened).toEqual(["T-9"]);
  expect(writes(calls)).toEqual([
    ["/cards/card-9/restore", {}],
    ["/cards/card-9/restore", { force: true }],
  ]);
});

test("the archived cards are listed, the last first, and come back", async () => {
  const archived = (number: number, archived_at: string) => ({
    id: `card-${number}`,
    key: `T-${number}`,
    title: `Old ${number}`,
    column_id: "todo",
    archived_at,
  });
  const cards = [archived(8, "2026-01-01T00:00:00Z"), archived(9, "2026-02-01T00:00:00Z")];
  const { calls } = show(
    { kind: "archived" },
    {
      "GET /boards/board": () => ({ body: { cards } }),
      "POST /cards/card-9/restore": () => ({ body: cards.pop() }),
    },
  );
  const list = await screen.findByRole("list", { name: "Archived cards" });
  expect(
    within(list)
      .getAllByRole("link")
      .map((one) => one.textContent),
  ).toEqual(["Old 9", "Old 8"]);
  press("Bring T-9 back");
  expect(await screen.findByText("T-9 is back on the board")).toBeDefined();
  await waitFor(() => expect(screen.queryByText("Old 9")).toBeNull());
  expect(writes(calls)).toEqual([["/cards/card-9/restore", {}]]);
});

test("no archived card: what belongs there", async () => {
  show({ kind: "archived" }, { "GET /boards/board": () => ({ body: { cards: [] } }) });
  expect(await screen.findByText("No card is archived")).toBeDefined();
});

test("an empty bin says what belongs there; one that fails can be asked again", async () => {
  let broken = true;
  show({ kind: "bin" }, { "GET /boards/board/bin": () => (broken ? "offline" : page()) });
  await screen.findByText("The server cannot be reached");
  broken = false;
  press("Try again");
  expect(await screen.findByText("The bin is empty")).toBeDefined();
});

test("a board is copied under a name and a key, with its cards if so wanted", async () => {
  const { calls, opened, ui } = show(
    { kind: "copy-board" },
    {
      "GET /workspaces/workspace/boards": page({ ...ENG, key: "TEST" }),
      "POST /boards/board/copy": { status: 201, body: { id: "b3", name: "Test (copy)" } },
    },
  );
  const key = screen.getByLabelText<HTMLInputElement>("Key");
  await waitFor(() => expect(key.value).toBe("TEST2"));
  fireEvent.click(screen.getByLabelText("Copy its cards too"));
  press("Copy board");
  await waitFor(() => expect(opened).toEqual(["b3"]));
  expect(writes(calls)).toEqual([
    ["/boards/board/copy", { name: "Test (copy)", key: "TEST2", with_cards: true }],
  ]);
  expect(ui.get().dialog).toBeNull();
});

test("a card goes to another board, where it has another key", async () => {
  const { calls, opened } = show(
    { kind: "transfer", cardId: "card-1" },
    {
      "GET /workspaces/workspace/boards": page({ ...ENG, id: "board", name: "Test" }, ENG),
      "POST /cards/card-1/transfer": { body: { id: "card-1", key: "ENG-7", board_id: "b2" } },
    },
  );
  expect(await screen.findByRole("button", { name: "Board: Engine" })).toBeDefined();
  press("Move card");
  await screen.findByText("T-1 is now ENG-7 on Engine");
  press("Open");
  expect(writes(calls)).toEqual([["/cards/card-1/transfer", { board_id: "b2" }]]);
  expect(opened).toEqual(["b2 ENG-7"]);
});

test("where there is no other board, a card cannot go there", async () => {
  const only = page({ ...ENG, id: "board" });
  show({ kind: "transfer", cardId: "card-1" }, { "GET /workspaces/workspace/boards": only });
  expect(await screen.findByText("There is no other board")).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Move card" }).disabled).toBe(true);
});

test("a limit can be a hard one", () => {
  const { sent } = show({ kind: "limit", columnId: "todo" });
  const hard = screen.getByLabelText<HTMLInputElement>("Refuse more cards");
  expect(hard.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText("Cards at most"), { target: { value: "3" } });
  fireEvent.click(hard);
  press("Save");
  expect(sent).toMatchObject([
    { type: "updateColumn", column_id: "todo", fields: { wip_limit: 3, wip_hard: true } },
  ]);
});

test("labels are renamed, recoloured and deleted", async () => {
  const { sent } = show({ kind: "labels" });
  press("Rename or recolour bug");
  const name = await screen.findByLabelText("Name of the label");
  fireEvent.change(name, { target: { value: "defect" } });
  fireEvent.click(screen.getByLabelText("Teal"));
  press("Save");
  press("Delete bug");
  expect(screen.getByRole("alert").textContent).toBe("Delete bug? No open card wears it.");
  press("Delete");
  expect(sent).toMatchObject([
    { type: "updateLabel", label_id: "bug", fields: { name: "defect", color: "#12a594" } },
    { type: "deleteLabel", label_id: "bug" },
  ]);
});

test("why cards were left as they are is listed", () => {
  const force = vi.fn();
  const error = { code: "wip_limit_reached", detail: "Doing is full." };
  const failed = [{ card_id: "card-1", status: "failed" as const, error }];
  const { ui } = show({ kind: "results", title: "1 card was not moved", failed, force });
  expect(screen.getByRole("listitem").textContent).toBe("T-1 Card number 1Doing is full.");
  press("Move anyway");
  expect(force).toHaveBeenCalledOnce();
  expect(ui.get().dialog).toBeNull();
});

test("a change of very many cards shows how far it is, and can be stopped", async () => {
  const task = { id: "t1", state: "running", progress: { done: 100, total: 400 }, result: null };
  const { ui, calls, news } = show(null, {
    "GET /tasks/t1": { body: task },
    "POST /tasks/t1/cancel": { body: task },
  });
  const running = { id: "t1", batchId: "b", doing: "Archiving 400 cards", did: "Archived" };
  act(() => ui.set({ tasks: [running] }));
  expect(await screen.findByText("100 of 400 cards")).toBeDefined();
  news({ ...task, progress: { done: 200, total: 400 } });
  expect(await screen.findByText("200 of 400 cards")).toBeDefined();
  const bar = screen.getByRole("progressbar", { name: "Archiving 400 cards" });
  expect(bar.getAttribute("value")).toBe("200");
  press("Cancel");
  await waitFor(() => expect(writes(calls)).toEqual([["/tasks/t1/cancel", undefined]]));
  news({ ...task, state: "cancelled", progress: { done: 300, total: 400 } });
  expect(await screen.findByText("Stopped: 300 cards of 400 were done")).toBeDefined();
  expect(screen.queryByRole("progressbar")).toBeNull();
});

test("what a task could not do is told at its end", async () => {
  const error = { code: "card_not_found", detail: "It is gone." };
  const results = [{ card_id: "card-2", status: "failed", error }];
  const result = { updated: 399, failed: 1, results };
  const done = { id: "t1", state: "succeeded", progress: { done: 400, total: 400 }, result };
  const { ui } = show(null, { "GET /tasks/t1": { body: done } });
  const running = { id: "t1", batchId: "b", doing: "Archiving 400 cards", did: "Archived" };
  act(() => ui.set({ tasks: [running] }));
  expect(await screen.findByText("Archived 399 cards")).toBeDefined();
  press("See why");
  const dialog = await screen.findByRole("dialog", { name: "1 card was not archived" });
  expect(within(dialog).getByText("It is gone.")).toBeDefined();
});

test("a task that somebody dropped is not waited for any longer", async () => {
  const { ui } = show(null, { "GET /tasks/t1": problem(404, "task_not_found") });
  const running = { id: "t1", batchId: "b", doing: "Archiving 400 cards", did: "Archived" };
  act(() => ui.set({ tasks: [running] }));
  expect(await screen.findByText("Archiving 400 cards: this was dropped")).toBeDefined();
  expect(ui.get().tasks).toEqual([]);
});

test("the activity of a board tells whose card it was, and one change of many cards once", async () => {
  const event = {
    origin: "board",
    correlation_id: null,
    batch_id: null,
    actor_id: "ben",
    created_at: "2025-11-20T12:00:00Z",
  };
  const archived = { ...event, type: "card.archived", payload: {}, batch_id: "x" };
  const wip = { column_id: "todo", fields: { wip_limit: 3 }, was: {} };
  const { ui, opened } = show(null, {
    "GET /boards/board/activity": page(
      { ...archived, seq: 9, card_id: "card-1" },
      { ...archived, seq: 8, card_id: "card-2" },
      { ...event, seq: 7, card_id: null, type: "column.updated", payload: wip },
      { ...event, seq: 6, card_id: "gone", type: "card.deleted", payload: {} },
      { ...event, seq: 5, card_id: "card-9", type: "card.deleted", payload: {} },
    ),
    "GET /boards/board/bin": page(deleted),
    "GET /boards/board": () => ({ body: { cards: [] } }),
  });
  act(() => ui.set({ activity: true }));
  const list = await screen.findByRole("list", { name: "Activity" });
  await within(list).findByText("T-9");
  const rows = within(list)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
  expect(rows).toEqual([
    "BT-1 Card number 1 and 1 more cardBen archived it 20 Nov 2025",
    "BBen set the limit of the column To do to 3 20 Nov 2025",
    "BA card that is not on the board nowBen deleted it 20 Nov 2025",
    "BT-9 OldBen deleted it 20 Nov 2025",
  ]);
  fireEvent.click(within(list).getByRole("link"));
  expect(opened).toEqual(["T-1"]);
  fireEvent.keyDown(list, { key: "Escape" });
  expect(ui.get().activity).toBe(false);
});
