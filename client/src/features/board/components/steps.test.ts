import { expect, test } from "vitest";
import { neighbour } from "./steps";
import { boardOf } from "./testing";

const state = boardOf(3, 0);
const scene = { columns: [...state.columns.values()], shown: state.order };

test("a column without cards is a place to go to, and to leave", () => {
  const empty = { columnId: "doing", cardId: null };
  expect(neighbour(scene, "card-2", "todo", "right")).toEqual(empty);
  expect(neighbour(scene, null, "doing", "left")).toEqual({ columnId: "todo", cardId: "card-1" });
});

test("nothing leads beyond the edges", () => {
  expect(neighbour(scene, "card-1", "todo", "left")).toBeNull();
  expect(neighbour(scene, "card-1", "todo", "up")).toBeNull();
  expect(neighbour(scene, "card-3", "todo", "down")).toBeNull();
});

test("with nothing focused it begins with the first card there is", () => {
  expect(neighbour(scene, null, null, "down")).toEqual({ columnId: "todo", cardId: "card-1" });
});
