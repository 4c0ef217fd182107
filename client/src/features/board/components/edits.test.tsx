import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { ToastRegion } from "../../../lib";
import { dismissAllToasts } from "../../../test/toasts";
import type { Column, Notice, Operation } from "../model";
import { ColumnHead } from "./columns/ColumnHead";
import { useNotices } from "./states/useNotices";
import { machinery, renderOnBoard } from "./testing";

afterEach(() => {
  dismissAllToasts();
  cleanup();
});

test("one card is edited by itself, several as one edit, those that have it already not at all", () => {
  const { actions, sent } = machinery();
  const { edits } = actions;
  edits.set(["card-1"], "priority", "high");
  edits.set(["card-1", "card-2"], "priority", "high");
  edits.set(["card-1", "card-2"], "priority", "none");
  edits.switch(["card-1", "card-2"], "label_ids", "bug", true);
  edits.switch(["card-3"], "assignee_ids", "ana", true);
  expect(sent).toMatchObject([
    { type: "updateCard", card_id: "card-1", fields: { priority: "high" } },
    { type: "bulkUpdate", card_ids: ["card-1", "card-2"], fields: { priority: "high" } },
    { type: "bulkUpdate", card_ids: ["card-1", "card-2"], add_label_ids: ["bug"] },
    { type: "updateCardSets", card_id: "card-3", add_assignee_ids: ["ana"] },
  ]);
});

test("who archives or deletes a card can take it back by the toast", () => {
  render(<ToastRegion />);
  const { actions, sent } = machinery();
  const back = vi.fn();
  actions.edits.takeBack = back;
  act(() => actions.edits.archive(["card-1"]));
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(back).toHaveBeenLastCalledWith(sent[0]);
  act(() => actions.edits.delete("card-2"));
  expect(screen.getByText("It stays in the bin for 30 days.")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(back).toHaveBeenLastCalledWith(sent[1]);
});

const full: Notice = {
  id: "n1",
  operation: {
    type: "moveCards",
    id: "o1",
    card_ids: ["card-1"],
    column_id: "doing",
    placement: "end",
  },
  why: "Doing takes 2 cards at most.",
  code: "wip_limit_reached",
  at: 0,
};

interface NoticesProps {
  mayManage: boolean;
  dispatch: (o: Operation) => void;
  operation?: Operation;
}

function Notices({ mayManage, dispatch, operation = full.operation }: NoticesProps) {
  const retry: Operation = { ...operation, id: "o2" };
  useNotices(
    { dispatch, dismiss: () => {} } as unknown as Parameters<typeof useNotices>[0],
    [{ ...full, operation, retry }],
    mayManage,
    machinery().actions,
  );
  return <ToastRegion />;
}

test("a full column is a choice for those who manage the workspace", () => {
  const dispatch = vi.fn();
  render(<Notices mayManage dispatch={dispatch} />);
  expect(screen.getByText("Doing takes 2 cards at most.")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Move anyway" }));
  expect(dispatch).toHaveBeenCalledWith({ ...full.operation, id: "o2", force: true });
});

test("others are told, and have no such choice", () => {
  render(<Notices mayManage={false} dispatch={vi.fn()} />);
  expect(screen.getByText("The card was not moved")).toBeDefined();
  expect(screen.queryByRole("button", { name: /anyway|again/ })).toBeNull();
});

test("a new card that is refused keeps its title until there is room", () => {
  const dispatch = vi.fn();
  const add: Operation = {
    type: "createCard",
    id: "o3",
    temp_id: "temp",
    column_id: "doing",
    title: "Count down",
    placement: "end",
  };
  render(<Notices mayManage={false} dispatch={dispatch} operation={add} />);
  expect(screen.getByText("“Count down” was not added")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(dispatch).toHaveBeenCalledWith({ ...add, id: "o2" });
});

test.each<[Partial<Column>, string]>([
  [{}, "3"],
  [{ wip_limit: 3 }, "3 of at most 3 / 3"],
  [{ wip_limit: 2 }, "3 of at most 2 / 2 · 1 over"],
  [{ wip_limit: 3, wip_hard: true }, "3 of at most 3 / 3 · full"],
])("a column with %j says %s", (limits, words) => {
  const column: Column = { id: "todo", name: "To do", category: "started", rank: "a", ...limits };
  const { container } = renderOnBoard(<ColumnHead column={column} total={3} shown={3} />);
  expect(container.querySelector("[class*=count]")?.textContent).toBe(words);
});
