/** Moving cards by keyboard: lift, move, drop or cancel, and what is announced. Pure. */
import type { Placement } from "./operations";
import type { BoardState } from "./types";

type VisibleOrder = ReadonlyMap<string, readonly string[]>;

/** Cards in the air, and where they would land. */
export interface KeyboardMove {
  readonly card_ids: readonly string[];
  /** The column over which they are. */
  readonly column_id: string;
  /** Their place among the cards that stay, counted from 0. */
  readonly index: number;
  /** Where they came from. */
  readonly from: { readonly column_id: string; readonly index: number };
}

export type KeyboardMoveAction =
  | { readonly type: "lift"; readonly card_ids: readonly string[] }
  | { readonly type: "move"; readonly to: "up" | "down" | "left" | "right" | "first" | "last" }
  | { readonly type: "drop" }
  | { readonly type: "cancel" };

export interface KeyboardMoveResult {
  /** Null when nothing is in the air. */
  readonly move: KeyboardMove | null;
  /** For screen readers. */
  readonly announcement: string;
  /** What to dispatch, after a drop that changes something. */
  readonly drop?: {
    readonly card_ids: readonly string[];
    readonly column_id: string;
    readonly placement: Placement;
  };
}

/**
 * The next step of a move by keyboard.
 *
 * @param order the cards that are shown, by column.
 */
export function keyboardMove(
  move: KeyboardMove | null,
  action: KeyboardMoveAction,
  state: BoardState,
  order: VisibleOrder = state.order,
): KeyboardMoveResult {
  if (action.type === "lift") return lift(action.card_ids, state, order);
  if (move === null) return { move, announcement: "" };
  if (action.type === "cancel") {
    const column = nameOf(move.from.column_id, state);
    return { move: null, announcement: `Cancelled. ${what(move, state)} stays in ${column}.` };
  }
  if (action.type === "drop") return drop(move, state, order);
  const after = moved(move, action.to, state, order);
  return { move: after, announcement: `${place(after, state, order)}.` };
}

function lift(
  cardIds: readonly string[],
  state: BoardState,
  order: VisibleOrder,
): KeyboardMoveResult {
  const shown = [...order.values()].flat().filter((id) => cardIds.includes(id));
  const columnId = shown[0] === undefined ? undefined : state.cards.get(shown[0])?.column_id;
  if (columnId === undefined) return { move: null, announcement: "" };
  const ids = order.get(columnId) ?? [];
  const index = ids.findIndex((id) => shown.includes(id));
  const from = { column_id: columnId, index };
  const move = { card_ids: shown, column_id: columnId, index, from };
  const how = "Arrow keys move, space drops, escape cancels.";
  return {
    move,
    announcement: `Lifted ${what(move, state)}. ${place(move, state, order)}. ${how}`,
  };
}

function moved(
  move: KeyboardMove,
  to: (KeyboardMoveAction & { type: "move" })["to"],
  state: BoardState,
  order: VisibleOrder,
): KeyboardMove {
  const columns = [...state.columns.keys()];
  const at = columns.indexOf(move.column_id);
  const last = staying(move, move.column_id, order).length;
  switch (to) {
    case "up":
      return { ...move, index: Math.max(0, Math.min(move.index, last) - 1) };
    case "down":
      return { ...move, index: Math.min(last, move.index + 1) };
    case "first":
      return { ...move, index: 0 };
    case "last":
      return { ...move, index: last };
    case "left":
    case "right": {
      const columnId = columns[at + (to === "left" ? -1 : 1)];
      if (columnId === undefined) return move;
      const room = staying(move, columnId, order).length;
      return { ...move, column_id: columnId, index: Math.min(move.index, room) };
    }
  }
}

function drop(move: KeyboardMove, state: BoardState, order: VisibleOrder): KeyboardMoveResult {
  const ids = staying(move, move.column_id, order);
  const announcement = `Dropped ${what(move, state)}. ${place(move, state, order)}.`;
  const { card_ids, column_id } = move;
  const stays = column_id === move.from.column_id && move.index === move.from.index;
  if (stays && card_ids.length === 1) return { move: null, announcement };
  const before = ids[move.index];
  const last = ids.at(-1);
  const placement: Placement =
    before !== undefined ? { before } : last !== undefined ? { after: last } : "end";
  return { move: null, announcement, drop: { card_ids, column_id, placement } };
}

function staying(move: KeyboardMove, columnId: string, order: VisibleOrder): readonly string[] {
  return (order.get(columnId) ?? []).filter((id) => !move.card_ids.includes(id));
}

function what(move: KeyboardMove, state: BoardState): string {
  if (move.card_ids.length > 1) return `${move.card_ids.length} cards`;
  const card = state.cards.get(move.card_ids[0] as string);
  return card ? `${card.key} ${card.title}`.trim() : "the card";
}

function place(move: KeyboardMove, state: BoardState, order: VisibleOrder): string {
  const count = staying(move, move.column_id, order).length + 1;
  const position = Math.min(move.index + 1, count);
  return `${nameOf(move.column_id, state)}, position ${position} of ${count}`;
}

function nameOf(columnId: string, state: BoardState): string {
  return state.columns.get(columnId)?.name ?? "a column that was deleted";
}
