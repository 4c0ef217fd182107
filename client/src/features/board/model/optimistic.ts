/** What an operation will do, shown before the server has done it. Pure. */
import { withColumn, withLabel, withoutColumn, withoutLabel } from "./apply";
import { withFields } from "./applyToCard";
import { withDetailOperation } from "./detailsOnBoard";
import { overlaid, without } from "./members";
import type {
  BulkUpdate,
  CreateCard,
  CreateColumn,
  DeleteColumn,
  FinishCard,
  MoveCards,
  Operation,
  Placement,
  StartCard,
  UpdateBoard,
  UpdateCardSets,
} from "./operations";
import { isTask, placeOf } from "./operations";
import { withCard, withoutCard } from "./order";
import { between } from "./ranks";
import { ShardedMap } from "./sharded";
import type { BoardState, Card, Column } from "./types";

/**
 * The state as it will be. What the operation is about may have gone meanwhile: then it shows
 * nothing, and the server's answer says why.
 *
 * @param at when the person acted, as RFC 3339; for cards that are new.
 */
export function applyOperation(state: BoardState, operation: Operation, at?: string): BoardState {
  if (isTask(operation)) return state;
  switch (operation.type) {
    case "createCard":
      return created(state, operation, at ?? new Date().toISOString());
    case "updateCard":
      return changed(state, operation.card_id, (card) => withFields(card, { ...operation.fields }));
    case "updateCardSets":
      return changed(state, operation.card_id, (card) => withSets(card, operation));
    case "bulkUpdate":
      return operation.card_ids.reduce(
        (after, id) =>
          changed(after, id, (card) => {
            return withFields(withSets(card, operation), { ...operation.fields });
          }),
        state,
      );
    case "moveCards":
      return moved(state, operation);
    case "archiveCards":
    case "deleteCards":
      return operation.card_ids.reduce(withoutCard, state);
    case "startCard":
    case "finishCard":
      return advanced(state, operation);
    case "restoreCards":
      return (operation.cards ?? []).reduce(
        (after, card) => restored(after, card, placeOf(operation, card.id)),
        state,
      );
    case "createColumn":
      return withColumn(state, newColumn(state, operation));
    case "updateColumn":
      return columnChanged(state, operation.column_id, (column) =>
        overlaid(column, operation.fields),
      );
    case "moveColumn":
      return columnChanged(state, operation.column_id, (column) => ({
        ...column,
        rank: columnRank(state, operation.placement, column.id),
      }));
    case "deleteColumn":
      return columnDeleted(state, operation);
    case "createLabel":
      return withLabel(state, {
        id: operation.temp_id,
        name: operation.name,
        color: operation.color,
      });
    case "updateLabel": {
      const label = state.labels.get(operation.label_id);
      return label ? withLabel(state, { ...label, ...operation.fields }) : state;
    }
    case "deleteLabel":
      return withoutLabel(state, operation.label_id);
    case "updateBoard":
      return boardChanged(state, operation, at ?? new Date().toISOString());
    default:
      return withDetailOperation(state, operation);
  }
}

function created(state: BoardState, operation: CreateCard, at: string): BoardState {
  if (!state.order.has(operation.column_id)) return state;
  const bare: Card = {
    id: operation.temp_id,
    key: "",
    number: 0,
    title: operation.title,
    column_id: operation.column_id,
    rank: cardRank(state, operation.column_id, operation.placement ?? "end"),
    version: 0,
    created_at: at,
    updated_at: at,
  };
  const { fields, label_ids, assignee_ids } = operation;
  return withCard(state, withFields(bare, { ...fields, label_ids, assignee_ids }));
}

function changed(state: BoardState, cardId: string, change: (card: Card) => Card): BoardState {
  const card = state.cards.get(cardId);
  return card ? withCard(state, change(card)) : state;
}

function withSets(card: Card, operation: UpdateCardSets | BulkUpdate): Card {
  return withFields(card, {
    label_ids: set(card.label_ids, operation.add_label_ids, operation.remove_label_ids),
    assignee_ids: set(card.assignee_ids, operation.add_assignee_ids, operation.remove_assignee_ids),
  });
}

function set(
  there: readonly string[] = [],
  add: readonly string[] = [],
  remove: readonly string[] = [],
): readonly string[] {
  const after = new Set([...there, ...add]);
  for (const id of remove) after.delete(id);
  return [...after].sort();
}

function moved(state: BoardState, operation: MoveCards): BoardState {
  if (!state.order.has(operation.column_id)) return state;
  let after = state;
  let placement = operation.placement;
  for (const cardId of operation.card_ids) {
    const card = after.cards.get(cardId);
    if (!card || isBeside(placement, cardId)) continue; // beside itself: it stands there already
    const rank = cardRank(after, operation.column_id, placement, cardId);
    after = withCard(after, { ...card, column_id: operation.column_id, rank });
    placement = { after: cardId };
  }
  return after;
}

function advanced(state: BoardState, operation: StartCard | FinishCard): BoardState {
  const { id, card_id, column_id } = operation;
  const there = column_id === undefined || state.cards.get(card_id)?.column_id === column_id;
  const move = { id, type: "moveCards", card_ids: [card_id], placement: "end" } as const;
  const after = there ? state : moved(state, { ...move, column_id });
  const person = operation.type === "startCard" ? operation.person_id : undefined;
  if (person === undefined) return after;
  const assignee_ids = (card: Card) => set(card.assignee_ids, [person]);
  return changed(after, card_id, (card) => withFields(card, { assignee_ids: assignee_ids(card) }));
}

function isBeside(placement: Placement, id: string): boolean {
  if (typeof placement === "string") return false;
  return ("before" in placement ? placement.before : placement.after) === id;
}

function restored(state: BoardState, card: Card, placement: Placement): BoardState {
  if (state.cards.has(card.id) || !state.order.has(card.column_id)) return state;
  const live = without(card, "archived_at");
  return withCard(state, { ...live, rank: cardRank(state, card.column_id, placement) });
}

/** The rank for a card that goes to this place of a column. */
function cardRank(
  state: BoardState,
  columnId: string,
  placement: Placement,
  moving?: string,
): string {
  const rank = (id: string | undefined) => (id === undefined ? id : state.cards.get(id)?.rank);
  const ids = state.order.get(columnId) ?? [];
  return rankAt(ids, rank, placement, moving);
}

function columnRank(state: BoardState, placement: Placement, moving?: string): string {
  const rank = (id: string | undefined) => (id === undefined ? id : state.columns.get(id)?.rank);
  return rankAt([...state.columns.keys()], rank, placement, moving);
}

function rankAt(
  all: readonly string[],
  rank: (id: string | undefined) => string | undefined,
  placement: Placement,
  moving: string | undefined,
): string {
  const ids = moving !== undefined && all.includes(moving) ? all.filter((x) => x !== moving) : all;
  const index = placeIn(ids, placement);
  return between(rank(ids[index - 1]), rank(ids[index]));
}

function placeIn(ids: readonly string[], placement: Placement): number {
  if (placement === "start") return 0;
  if (placement === "end") return ids.length;
  const index = ids.indexOf("before" in placement ? placement.before : placement.after);
  if (index < 0) return ids.length;
  return "before" in placement ? index : index + 1;
}

function newColumn(state: BoardState, operation: CreateColumn): Column {
  return {
    id: operation.temp_id,
    name: operation.name,
    category: operation.category ?? "unstarted",
    rank: columnRank(state, operation.placement ?? "end"),
    ...(operation.wip_limit === undefined ? {} : { wip_limit: operation.wip_limit }),
  };
}

function columnChanged(
  state: BoardState,
  columnId: string,
  change: (column: Column) => Column,
): BoardState {
  const column = state.columns.get(columnId);
  return column ? withColumn(state, change(column)) : state;
}

function columnDeleted(state: BoardState, operation: DeleteColumn): BoardState {
  const { column_id: columnId, move_cards_to: to } = operation;
  if (!state.columns.has(columnId)) return state;
  let cards = ShardedMap.from(state.cards);
  let last = to === undefined ? undefined : lastRank(state, to);
  for (const id of state.order.get(columnId) ?? []) {
    const card = cards.get(id);
    if (!card || to === undefined) continue;
    last = between(last, undefined);
    cards = cards.with(id, { ...card, column_id: to, rank: last });
  }
  return withoutColumn({ ...state, cards }, columnId);
}

function lastRank(state: BoardState, columnId: string): string | undefined {
  const id = state.order.get(columnId)?.at(-1);
  return id === undefined ? undefined : state.cards.get(id)?.rank;
}

function boardChanged(state: BoardState, { fields }: UpdateBoard, at: string): BoardState {
  const archived =
    fields.archived === undefined ? {} : { archived_at: fields.archived ? at : null };
  const name = fields.name === undefined ? {} : { name: fields.name };
  return { ...state, head: overlaid(state.head, { ...name, ...archived }) };
}
