/**
 * From snapshot to state, and from event to event: the same steps as the server's own copy of a
 * board makes, so that both stay equal. Pure functions.
 */
import { appliedToCard } from "./applyToCard";
import { withoutHeldBack } from "./counterparts";
import { overlaid, without } from "./members";
import { orderOf, withCard, withoutCard } from "./order";
import { compare, compareCodePoints } from "./ranks";
import { ShardedMap } from "./sharded";
import type { BoardEvent, BoardState, Card, Column, Label, Payloads, Snapshot } from "./types";

/** An event that does not follow the last one: fetch the log in between. */
export class OutOfOrder extends Error {
  constructor(
    readonly seq: number,
    readonly after: number,
  ) {
    super(`Event ${seq} does not follow ${after}.`);
    this.name = "OutOfOrder";
  }
}

/** The state that a snapshot says. */
export function fromSnapshot(snapshot: Snapshot): BoardState {
  const { seq, epoch, columns, labels, cards, ...head } = snapshot;
  const board = {
    head,
    seq,
    epoch,
    deleted: false,
    columns: columnsInOrder(columns),
    labels: labelsInOrder(labels),
    cards: ShardedMap.from(cards.map((card) => [card.id, card])),
  };
  return { ...board, order: orderOf(board.columns.keys(), cards) };
}

/**
 * The state after one event more.
 *
 * @throws OutOfOrder if it is not the next one.
 */
export function applyEvent(state: BoardState, event: BoardEvent): BoardState {
  if (event.seq !== state.seq + 1) throw new OutOfOrder(event.seq, state.seq);
  const after =
    event.card_id === null ? patched(state, event) : withEventOfCard(state, event.card_id, event);
  return { ...after, seq: event.seq };
}

function patched(state: BoardState, event: BoardEvent): BoardState {
  const patch = PATCHES[event.type as keyof Payloads] as Patch<keyof Payloads> | undefined;
  // The server's schema says which payload comes with which type.
  return patch ? patch(state, event.payload as never, event.created_at) : state;
}

function withEventOfCard(state: BoardState, cardId: string, event: BoardEvent): BoardState {
  const before = state.cards.get(cardId);
  const after = appliedToCard(before, event.type, event.payload, event.created_at);
  if (after === before) return state;
  return after ? withCard(state, after) : withoutCard(state, cardId);
}

/** Columns by id, in order of rank. */
export function columnsInOrder(columns: Iterable<Column>): ReadonlyMap<string, Column> {
  const sorted = [...columns].sort((a, b) => compare(a.rank, b.rank));
  return new Map(sorted.map((column) => [column.id, column]));
}

/** Labels by id, in order of name. */
export function labelsInOrder(labels: Iterable<Label>): ReadonlyMap<string, Label> {
  const sorted = [...labels].sort(
    (a, b) => compareCodePoints(a.name, b.name) || compare(a.id, b.id),
  );
  return new Map(sorted.map((label) => [label.id, label]));
}

/** The state without a label, on the board and on its cards. */
export function withoutLabel(state: BoardState, labelId: string): BoardState {
  let cards = ShardedMap.from(state.cards);
  for (const card of state.cards.values()) {
    if (!card.label_ids?.includes(labelId)) continue;
    const left = card.label_ids.filter((id) => id !== labelId);
    const bare = without(card, "label_ids");
    cards = cards.with(card.id, left.length ? { ...bare, label_ids: left } : bare);
  }
  const labels = [...state.labels.values()].filter((label) => label.id !== labelId);
  return { ...state, cards, labels: labelsInOrder(labels) };
}

type Patch<T extends keyof Payloads> = (
  state: BoardState,
  payload: Payloads[T],
  at: string,
) => BoardState;

/** What events about the board itself do. An unknown type only counts. */
const PATCHES: { readonly [T in keyof Payloads]?: Patch<T> } = {
  "board.updated": (state, payload) => ({
    ...state,
    head: overlaid(state.head, payload.fields),
  }),
  "board.archived": (state, _payload, at) => ({
    ...state,
    head: { ...state.head, archived_at: at },
  }),
  "board.restored": (state) => ({ ...state, head: overlaid(state.head, { archived_at: null }) }),
  "board.deleted": (state) => ({ ...state, deleted: true }),
  "column.created": (state, payload) => withColumn(state, payload.column as Column),
  "column.updated": (state, payload) => {
    const column = state.columns.get(payload.column_id);
    return column ? withColumn(state, overlaid(column, payload.fields)) : state;
  },
  "column.deleted": columnDeleted,
  "columns.reranked": (state, payload) => {
    const columns = [...state.columns.values()].map((column) => {
      const rank = payload.ranks[column.id];
      return rank === undefined ? column : { ...column, rank };
    });
    return { ...state, columns: columnsInOrder(columns) };
  },
  "label.created": (state, payload) => withLabel(state, payload.label),
  "label.updated": (state, payload) => {
    const label = state.labels.get(payload.label_id);
    return label ? withLabel(state, overlaid(label, payload.fields)) : state;
  },
  "label.deleted": (state, payload) => withoutLabel(state, payload.label_id),
  "cards.reranked": cardsReranked,
};

/** The state with a column, new or changed. */
export function withColumn(state: BoardState, column: Column): BoardState {
  const columns = columnsInOrder([
    ...[...state.columns.values()].filter((other) => other.id !== column.id),
    column,
  ]);
  if (state.order.has(column.id)) return { ...state, columns };
  return { ...state, columns, order: new Map(state.order).set(column.id, []) };
}

/** The state with a label, new or changed. */
export function withLabel(state: BoardState, label: Label): BoardState {
  return { ...state, labels: labelsInOrder(new Map(state.labels).set(label.id, label).values()) };
}

function columnDeleted(
  state: BoardState,
  payload: Payloads["column.deleted"],
  at: string,
): BoardState {
  const to = payload.to_column_id;
  let cards = ShardedMap.from(state.cards);
  for (const moved of payload.cards) {
    const card = cards.get(moved.id);
    if (!card || !to) continue;
    cards = cards.with(card.id, {
      ...withoutHeldBack(card),
      ...moved,
      column_id: to,
      updated_at: at,
    });
  }
  return withoutColumn({ ...state, cards }, payload.column_id);
}

/** The state without a column whose cards have left it. */
export function withoutColumn(state: BoardState, columnId: string): BoardState {
  const columns = new Map(state.columns);
  columns.delete(columnId);
  return { ...state, columns, order: orderOf(columns.keys(), state.cards.values()) };
}

function cardsReranked(state: BoardState, payload: Payloads["cards.reranked"]): BoardState {
  const columnId = payload.column_id;
  let cards = ShardedMap.from(state.cards);
  for (const [id, rank] of Object.entries(payload.ranks)) {
    const card = cards.get(id);
    if (card) cards = cards.with(id, { ...card, rank });
  }
  const inColumn = (state.order.get(columnId) ?? []).map((id) => cards.get(id) as Card);
  const order = new Map(state.order);
  order.set(columnId, orderOf([columnId], inColumn).get(columnId) ?? []);
  return { ...state, cards, order };
}
