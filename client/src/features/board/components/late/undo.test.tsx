import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ToastRegion } from "../../../../lib";
import { dismissAllToasts } from "../../../../test/toasts";
import { fakeServer } from "../../../../test/fakeServer";
import type { UndoAnswer } from "../../api/undo";
import { machinery } from "../testing";
import { undoToast } from "../undoToast";
import { tellBulk } from "./bulk";
import { takeBack, takeBackOperation } from "./undo";
import { blockedWords, keptWords, someOf, undoneWords } from "./undoWords";

beforeEach(() => void render(<ToastRegion />));
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const moved = { seq: 3, type: "card.moved", card_id: "card-1", key: "T-1", title: "Card" };
const answer = (changes: Partial<UndoAnswer> = {}) => ({
  body: { undone: [moved], blocked: [], kept: [], batch_id: "b", seqs: [9, 10], ...changes },
});
const UNDO = "POST /boards/board/undo";
const bodies = (calls: ReturnType<typeof fakeServer>) => calls.map(({ body }) => body);
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("one's own last change is undone, and done again from the toast", async () => {
  const calls = fakeServer({ [UNDO]: answer() });
  const { actions } = machinery();
  await takeBack(actions);
  await screen.findByText("Undone: the move of T-1");
  press("Redo");
  await screen.findByText("Done again: the move of T-1");
  expect(bodies(calls)).toEqual([{}, { seq: 9 }]);
});

test("the key for redo does again what was undone last", async () => {
  const calls = fakeServer({ [UNDO]: answer() });
  const { actions } = machinery();
  actions.redo();
  expect(await screen.findByText("There is nothing to redo")).toBeDefined();
  await takeBack(actions);
  actions.redo();
  await waitFor(() => expect(bodies(calls)).toEqual([{}, { seq: 9 }]));
});

test("an answer that comes late leaves the notice of what was done since", async () => {
  fakeServer({ [UNDO]: answer() });
  undoToast({ text: "Archived T-1" });
  const late = takeBack(machinery().actions);
  undoToast({ text: "Archived T-2" });
  await late;
  expect(await screen.findByText("Undone: the move of T-1")).toBeDefined();
  expect(screen.getByText("Archived T-2")).toBeDefined();
  expect(screen.queryByText("Archived T-1")).toBeNull();
});

test("what was undone step by step is done again step by step, the last first", async () => {
  let seq = 8;
  const calls = fakeServer({ [UNDO]: () => answer({ seqs: [(seq += 1)] }) });
  const { actions } = machinery();
  await takeBack(actions);
  await takeBack(actions);
  for (const done of [3, 4]) {
    actions.redo();
    await waitFor(() => expect(calls).toHaveLength(done));
    await screen.findByText("Done again: the move of T-1");
  }
  expect(bodies(calls)).toEqual([{}, {}, { seq: 10 }, { seq: 9 }]);
});

test("what an operation did is undone by the number of its event, once it is with the server", async () => {
  const calls = fakeServer({ [UNDO]: answer() });
  const { actions } = machinery();
  await takeBackOperation(actions, { type: "archiveCards", id: "o1", card_ids: ["card-1"] });
  expect(bodies(calls)).toEqual([{ seq: 7 }]);
});

test("what others changed since stays, and is told with who it was", async () => {
  const blocked = [
    { card_id: "card-2", key: "T-2", field: "title", reason: "changed_since", by: "ben" },
    { card_id: "card-3", key: "T-3", field: "card", reason: "gone" },
  ];
  fakeServer({ [UNDO]: answer({ blocked, kept: [{ kind: "branch", name: "t-1" }] }) });
  const { actions, lookup } = machinery();
  const { columns } = lookup;
  actions.update(
    { columns, shown: new Map(), openId: null, canEdit: true, people: lookup.people },
    machinery().address,
  );
  await takeBack(actions);
  expect(await screen.findByText("Branch t-1 stays on GitHub.")).toBeDefined();
  expect(screen.getByText("Not all of it could be undone")).toBeDefined();
  const words = "T-2: Ben changed its title since; T-3: it is gone for good";
  expect(screen.getByText(words)).toBeDefined();
});

test.each([
  ["nothing_to_undo", 404, {}, "There is nothing to undo"],
  [
    "undo_blocked",
    409,
    { blocked: [{ card_id: "c", key: "T-9", reason: "column_deleted" }] },
    "It could not be undone",
  ],
  ["forbidden", 403, {}, "It could not be undone"],
])("%s is told in words", async (code, status, extra, words) => {
  fakeServer({ [UNDO]: { status, body: { title: code, status, code, detail: "", ...extra } } });
  await takeBack(machinery().actions);
  expect(await screen.findByText(words)).toBeDefined();
});

test("a big change is undone as a task", async () => {
  fakeServer({ [UNDO]: { status: 202, body: { task: { id: "t1" }, batch_id: "b" } } });
  const { actions, ui } = machinery();
  await takeBack(actions);
  expect(ui.get().tasks).toMatchObject([{ id: "t1", did: "Undone" }]);
});

test("an edit of several cards tells what it did, and what it could not do, card by card", async () => {
  const { actions, ui, sent, lookup } = machinery();
  const { columns } = lookup;
  const scene = { columns, shown: new Map(), openId: null, canEdit: true, mayManage: true };
  actions.update(scene, machinery().address);
  const error = { code: "wip_limit_reached", detail: "Doing takes 2 cards at most." };
  const results = [
    { card_id: "card-1", status: "updated" as const },
    { card_id: "card-2", status: "failed" as const, error },
  ];
  tellBulk(
    actions,
    {
      type: "moveCards",
      id: "o1",
      card_ids: ["card-1", "card-2"],
      column_id: "doing",
      placement: "end",
    },
    { mode: "partial", batch_id: "b", updated: 1, unchanged: 0, failed: 1, results },
  );
  expect(await screen.findByText("Moved 1 card")).toBeDefined();
  expect(screen.getByText("1 card was not moved")).toBeDefined();
  press("See why");
  const { dialog } = ui.get();
  expect(dialog).toMatchObject({ kind: "results", failed: [{ card_id: "card-2" }] });
  if (dialog?.kind === "results") dialog.force?.();
  expect(sent).toMatchObject([{ type: "moveCards", card_ids: ["card-2"], force: true }]);
});

test("words of what was undone", () => {
  expect(undoneWords([moved, { ...moved, key: "T-2" }])).toBe("the move of 2 cards");
  expect(undoneWords([moved, { ...moved, type: "card.updated" }])).toBe("changes of T-1");
  expect(someOf(["a", "b", "c", "d", "e"])).toBe("a; b; c; and 2 more");
  expect(keptWords([])).toBeUndefined();
  const nobody = { card_id: "c", key: null, field: "labels", reason: "changed_since" };
  expect(blockedWords(nobody, () => "Ben")).toBe("A card: it was changed since");
});
