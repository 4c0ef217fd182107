import { expect, it } from "vitest";

import { EMPTY_SELECTION, select, type Selection, type SelectionAction } from "./selection";

const ORDER = new Map([
  ["todo", ["a", "b", "c"]],
  ["done", ["d", "e"]],
]);

function after(...actions: SelectionAction[]): string {
  return [...actions.reduce(select, EMPTY_SELECTION).ids].sort().join("");
}

const toggle = (id: string): SelectionAction => ({ type: "toggle", id });
const range = (id: string): SelectionAction => ({ type: "range", id, order: ORDER });
const column = (column_id: string): SelectionAction => ({
  type: "column",
  column_id,
  order: ORDER,
});

it("toggles single cards", () => {
  expect(after(toggle("a"), toggle("c"), toggle("a"))).toBe("c");
});

it("selects a range from the last card that was chosen, across columns and either way", () => {
  expect(after(toggle("b"), range("d"))).toBe("bcd");
  expect(after(toggle("d"), range("b"))).toBe("bcd");
  expect(after(toggle("e"), toggle("a"), range("b"))).toBe("abe");
});

it("takes a range without a beginning for one card", () => {
  expect(after(range("c"))).toBe("c");
  expect(after(toggle("a"), toggle("a"), range("c"))).toBe("c");
  expect(after(range("gone"))).toBe("");
});

it("selects a whole column, and at the second time none of it", () => {
  expect(after(toggle("d"), column("todo"))).toBe("abcd");
  expect(after(toggle("d"), column("todo"), column("todo"))).toBe("d");
});

it("selects only one", () => {
  expect(after(column("todo"), { type: "only", id: "e" })).toBe("e");
});

it("forgets what is not shown any more", () => {
  const order = new Map([["todo", ["a"]]]);
  const all = [column("todo"), column("done")].reduce(select, EMPTY_SELECTION);
  const kept = select(all, { type: "keep", order });
  expect(kept).toEqual<Selection>({ ids: new Set(["a"]), anchor: null });
  expect(select(kept, { type: "keep", order })).toBe(kept);
});

it("clears", () => {
  expect(after(column("todo"), { type: "clear" })).toBe("");
});
