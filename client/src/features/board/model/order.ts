/** Where cards stand: ids in order of (rank, id), found by halving. */
import { compare } from "./ranks";
import { ShardedMap } from "./sharded";
import type { BoardState, Card } from "./types";

type Cards = ReadonlyMap<string, Card>;
type Order = BoardState["order"];

/** The order in which cards of one column stand. */
export function comparePlaces(left: Card, right: Card): number {
  return compare(left.rank, right.rank) || compare(left.id, right.id);
}

/** The first index whose card does not stand before `card`. */
export function indexOf(ids: readonly string[], cards: Cards, card: Card): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = cards.get(ids[middle] as string);
    if (there && comparePlaces(there, card) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The state with this card in its place, whether it was on the board before or not. */
export function withCard(state: BoardState, card: Card): BoardState {
  const before = state.cards.get(card.id);
  const cards = ShardedMap.from(state.cards).with(card.id, card);
  if (before && before.column_id === card.column_id && before.rank === card.rank) {
    return { ...state, cards };
  }
  const order = new Map(state.order);
  if (before) takeOut(order, state.cards, before);
  const ids = order.get(card.column_id);
  // A column that is not there: the card is kept, and shows when the column does.
  if (ids) order.set(card.column_id, ids.toSpliced(indexOf(ids, cards, card), 0, card.id));
  return { ...state, cards, order };
}

/** The state without this card. */
export function withoutCard(state: BoardState, cardId: string): BoardState {
  const before = state.cards.get(cardId);
  if (!before) return state;
  const order = new Map(state.order);
  takeOut(order, state.cards, before);
  return { ...state, cards: ShardedMap.from(state.cards).without(cardId), order };
}

function takeOut(order: Map<string, readonly string[]>, cards: Cards, card: Card): void {
  const ids = order.get(card.column_id);
  if (!ids) return;
  const index = indexOf(ids, cards, card);
  if (ids[index] === card.id) order.set(card.column_id, ids.toSpliced(index, 1));
}

/** Order for whole columns; for when many cards change places at once. */
export function orderOf(columnIds: Iterable<string>, cards: Iterable<Card>): Order {
  const columns = new Map<string, Card[]>();
  for (const id of columnIds) columns.set(id, []);
  for (const card of cards) columns.get(card.column_id)?.push(card);
  const order = new Map<string, readonly string[]>();
  for (const [id, inColumn] of columns) {
    order.set(
      id,
      inColumn.sort(comparePlaces).map((card) => card.id),
    );
  }
  return order;
}
