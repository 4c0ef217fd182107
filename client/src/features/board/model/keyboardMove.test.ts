import { describe, expect, it } from "vitest";

import { fromSnapshot } from "./apply";
import { keyboardMove, type KeyboardMove, type KeyboardMoveAction } from "./keyboardMove";
import { applyOperation } from "./optimistic";
import { aBoard, cardId } from "./testing/fakeServer";
import type { BoardState } from "./types";

const state = fromSnapshot(aBoard(4));
const [TODO, DOING, DONE] = [...state.columns.keys()] as [string, string, string];
const CARDS = [0, 1, 2, 3].map(cardId);

type Key = Exclude<KeyboardMoveAction, { type: "lift" }>;
type Way = (KeyboardMoveAction & { type: "move" })["to"];

function play(cards: readonly number[], ways: readonly Way[], last: Key["type"] = "drop") {
  const card_ids = cards.map(cardId);
  const lifted = keyboardMove(null, { type: "lift", card_ids }, state);
  let move: KeyboardMove | null = lifted.move;
  let announcement = lifted.announcement;
  for (const to of ways) {
    ({ move, announcement } = keyboardMove(move, { type: "move", to }, state));
  }
  const end = keyboardMove(move, { type: last } as Key, state);
  return { lifted, announcement, end };
}

/** Where the cards stand after the drop was done. */
function dropped(cards: readonly number[], ways: readonly Way[]): BoardState {
  const { end } = play(cards, ways);
  return end.drop ? applyOperation(state, { type: "moveCards", id: "1", ...end.drop }) : state;
}

function numbers(after: BoardState, column: string): number[] {
  return (after.order.get(column) ?? []).map((id) => CARDS.indexOf(id));
}

describe("moving by keyboard", () => {
  it.each<[number, Way[], number[]]>([
    [0, ["down"], [1, 0, 2, 3]],
    [0, ["down", "down", "down", "down", "down"], [1, 2, 3, 0]],
    [3, ["up"], [0, 1, 3, 2]],
    [2, ["first"], [2, 0, 1, 3]],
    [1, ["last"], [0, 2, 3, 1]],
    [1, ["down", "up"], [0, 1, 2, 3]],
    [1, ["left"], [0, 1, 2, 3]],
    [0, ["right", "left"], [0, 1, 2, 3]],
  ])("card %i goes %o", (card, ways, expected) => {
    expect(numbers(dropped([card], ways), TODO)).toEqual(expected);
  });

  it("goes to other columns and no further", () => {
    expect(numbers(dropped([2], ["right"]), DOING)).toEqual([2]);
    expect(numbers(dropped([2], ["right", "right", "right"]), DONE)).toEqual([2]);
  });

  it("takes several cards along", () => {
    expect(numbers(dropped([3, 1], ["right"]), DOING)).toEqual([1, 3]);
    expect(numbers(dropped([1, 2], ["first"]), TODO)).toEqual([1, 2, 0, 3]);
  });

  it("dispatches nothing where nothing changes, or on cancel", () => {
    expect(play([1], []).end.drop).toBeUndefined();
    expect(play([1], ["down"], "cancel").end).toEqual({
      move: null,
      announcement: "Cancelled. ENG-2 Card 2 stays in Todo.",
    });
  });

  it("says what happens", () => {
    const { lifted, announcement, end } = play([1], ["right"]);
    expect(lifted.announcement).toContain("Lifted ENG-2 Card 2. Todo, position 2 of 4.");
    expect(announcement).toBe("Doing, position 1 of 1.");
    expect(end.announcement).toBe("Dropped ENG-2 Card 2. Doing, position 1 of 1.");
    expect(play([0, 1], []).lifted.announcement).toContain("Lifted 2 cards.");
  });

  it("does nothing without cards", () => {
    const gone = { type: "lift", card_ids: ["gone"] } as const;
    expect(keyboardMove(null, gone, state)).toEqual({ move: null, announcement: "" });
    expect(keyboardMove(null, { type: "drop" }, state).move).toBeNull();
  });

  it("goes by what is shown: dropped between two cards that a filter leaves", () => {
    const order = new Map([[TODO, [CARDS[0] as string, CARDS[3] as string]]]);
    const card_ids = [CARDS[0] as string];
    const { move } = keyboardMove(null, { type: "lift", card_ids }, state, order);
    const moved = keyboardMove(move, { type: "move", to: "down" }, state, order);
    const { drop } = keyboardMove(moved.move, { type: "drop" }, state, order);
    expect(drop?.placement).toEqual({ after: CARDS[3] });
  });
});
