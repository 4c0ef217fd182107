import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { BoardState, Card, Column, HeldBack } from "../../model";
import { without } from "../../model/members";
import { boardOf, renderOnBoard } from "../testing";
import { HeldBackNote } from "./HeldBackNote";

afterEach(cleanup);

const WHY: HeldBack = {
  ...{ rule: "opened", column_id: "doing", why: "wip_limit", at: "2026-11-20T10:00:00Z" },
  ...{ cause: "opened", repository: "acme/rocket", pull_request: 12 },
};

function note(
  why: HeldBack | undefined,
  limit: Partial<Column> = { wip_limit: 2, wip_hard: true },
) {
  const board = boardOf(3, 2);
  const doing = { ...(board.columns.get("doing") as Column), ...limit };
  const state: BoardState = { ...board, columns: new Map(board.columns).set("doing", doing) };
  const card = { ...(board.cards.get("card-1") as Card), ...(why && { held_back: why }) };
  renderOnBoard(<HeldBackNote card={card} state={state} />);
  return screen.queryByText(/back:/, { exact: false })?.textContent;
}

test("says which column is full, and what happened", () => {
  expect(note(WHY)).toBe("Held back: Doing is full (2 of 2). PR #12 was opened.");
});

test("says that there is room again", () => {
  const words = "Held back: Doing was full, and has room now. PR #12 was opened.";
  expect(note(WHY, { wip_limit: 3, wip_hard: true })).toBe(words);
  cleanup();
  expect(note(WHY, { wip_limit: 2 })).toBe(words);
});

test("names a branch, and what cannot go back", () => {
  const branch = { ...WHY, rule: "branch_created", cause: "branch_created", branch: "fix/it" };
  expect(note(without(branch, "pull_request"))).toBe(
    "Held back: Doing is full (2 of 2). Branch fix/it was created.",
  );
  cleanup();
  expect(note({ ...WHY, corrected: true, cause: "unlinked" })).toBe(
    "Kept from going back: Doing is full (2 of 2). PR #12 is not for this card any more.",
  );
  cleanup();
  expect(note({ ...WHY, cause: "something new" })).toBe("Held back: Doing is full (2 of 2). ");
});

test("says nothing where nothing is held back, or the column is gone", () => {
  expect(note(undefined)).toBeUndefined();
  expect(note({ ...WHY, column_id: "gone" })).toBeUndefined();
});
