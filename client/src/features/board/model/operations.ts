/** What people do to a board: each action as data, shown at once and sent behind. */
import type { DetailOperation } from "./detailOperations";
import { newId } from "./ids";
import type { BoardState, Card, Category, Priority } from "./types";

/** Where among its siblings: beside one of them (by id), or at an end. */
export type Placement = { readonly before: string } | { readonly after: string } | "start" | "end";

/** Fields of a card that hold one value. Null empties those that can be empty. */
export interface CardFields {
  readonly title?: string;
  readonly description?: string;
  readonly acceptance_criteria?: string;
  readonly priority?: Priority;
  readonly estimate?: number | null;
  readonly start_date?: string | null;
  readonly due_date?: string | null;
  readonly parent_id?: string | null;
}

/** A field of a card of which two people can hold different values. */
export type CardField = keyof CardFields;

/** Fields that can be set for many cards at once. */
export type BulkFields = Pick<CardFields, "priority" | "estimate" | "start_date" | "due_date">;

/**
 * The most cards that the server changes while one waits; more become a task, whose cards change
 * piece by piece as it comes to them.
 */
export const MOST_AT_ONCE = 200;

interface Identified {
  /** The mutation id. Its request carries it, and the events that come of it. */
  readonly id: string;
}

export interface CreateCard extends Identified {
  readonly type: "createCard";
  /** The card's id until the server has given it one. */
  readonly temp_id: string;
  readonly column_id: string;
  readonly title: string;
  readonly placement?: Placement;
  readonly fields?: Omit<CardFields, "title">;
  readonly label_ids?: readonly string[];
  readonly assignee_ids?: readonly string[];
  readonly force?: boolean;
}

export interface UpdateCard extends Identified {
  readonly type: "updateCard";
  readonly card_id: string;
  /** The card's version that the person saw when they began to edit. */
  readonly base_version: number;
  readonly fields: CardFields;
  /** What the person saw in these fields. */
  readonly was?: CardFields;
}

export interface UpdateCardSets extends Identified {
  readonly type: "updateCardSets";
  readonly card_id: string;
  readonly add_label_ids?: readonly string[];
  readonly remove_label_ids?: readonly string[];
  readonly add_assignee_ids?: readonly string[];
  readonly remove_assignee_ids?: readonly string[];
}

/** One and the same edit of several cards. */
export interface BulkUpdate extends Omit<UpdateCardSets, "type" | "card_id"> {
  readonly type: "bulkUpdate";
  readonly card_ids: readonly string[];
  readonly fields?: BulkFields;
}

export interface MoveCards extends Identified {
  readonly type: "moveCards";
  /** In the order in which they shall stand. */
  readonly card_ids: readonly string[];
  readonly column_id: string;
  readonly placement: Placement;
  /** Past a hard limit of the column: for admins, who were asked. */
  readonly force?: boolean;
}

export interface ArchiveCards extends Identified {
  readonly type: "archiveCards";
  readonly card_ids: readonly string[];
}

export interface RestoreCards extends Identified {
  readonly type: "restoreCards";
  readonly card_ids: readonly string[];
  /** The cards as they were, to show them at once; without, they show when the server answers. */
  readonly cards?: readonly Card[];
  /** Behind which card each of them stood, null at the top; who is not named goes to the end. */
  readonly behind?: Readonly<Record<string, string | null>>;
}

export interface DeleteCards extends Identified {
  readonly type: "deleteCards";
  readonly card_ids: readonly string[];
}

/** Begin with a card: the server assigns, moves, and has its branch made, or does nothing of it. */
export interface StartCard extends Identified {
  readonly type: "startCard";
  readonly card_id: string;
  /** Where it will stand, as far as we can tell; absent if it stays. */
  readonly column_id?: string;
  /** Who will be assigned; absent if they are. */
  readonly person_id?: string;
  readonly force?: boolean;
}

/** Be done with a card, once its pull requests are merged. */
export interface FinishCard extends Identified {
  readonly type: "finishCard";
  readonly card_id: string;
  /** Where it will stand; absent if it stays. */
  readonly column_id?: string;
  /** Have its merged branches deleted on GitHub. */
  readonly delete_branches?: boolean;
  readonly force?: boolean;
}

export interface CreateColumn extends Identified {
  readonly type: "createColumn";
  readonly temp_id: string;
  readonly name: string;
  readonly category?: Category;
  readonly wip_limit?: number;
  readonly placement?: Placement;
}

export interface UpdateColumn extends Identified {
  readonly type: "updateColumn";
  readonly column_id: string;
  readonly fields: {
    readonly name?: string;
    readonly category?: Category;
    readonly wip_limit?: number | null;
    readonly wip_hard?: boolean;
  };
}

export interface MoveColumn extends Identified {
  readonly type: "moveColumn";
  readonly column_id: string;
  readonly placement: Placement;
}

export interface DeleteColumn extends Identified {
  readonly type: "deleteColumn";
  readonly column_id: string;
  /** Needed if there are cards in it, archived ones too. */
  readonly move_cards_to?: string;
}

export interface CreateLabel extends Identified {
  readonly type: "createLabel";
  readonly temp_id: string;
  readonly name: string;
  readonly color: string;
}

export interface UpdateLabel extends Identified {
  readonly type: "updateLabel";
  readonly label_id: string;
  readonly fields: { readonly name?: string; readonly color?: string };
}

export interface DeleteLabel extends Identified {
  readonly type: "deleteLabel";
  readonly label_id: string;
}

export interface UpdateBoard extends Identified {
  readonly type: "updateBoard";
  readonly fields: { readonly name?: string; readonly archived?: boolean };
}

export type Operation =
  | CreateCard
  | UpdateCard
  | UpdateCardSets
  | BulkUpdate
  | MoveCards
  | ArchiveCards
  | RestoreCards
  | DeleteCards
  | StartCard
  | FinishCard
  | CreateColumn
  | UpdateColumn
  | MoveColumn
  | DeleteColumn
  | CreateLabel
  | UpdateLabel
  | DeleteLabel
  | UpdateBoard
  | DetailOperation;

type WithoutId<T> = T extends Identified ? Omit<T, "id"> : never;

/** An operation that has no mutation id yet. */
export type NewOperation = WithoutId<Operation>;

/** The operation with a mutation id, if it has none yet. */
export function identified(operation: Operation | NewOperation): Operation {
  return "id" in operation ? operation : ({ id: newId(), ...operation } as Operation);
}

/** The `X-Request-ID` of an operation, and the `correlation_id` of its events. */
export function correlationOf(operation: Identified): string {
  return operation.id.replaceAll("-", "");
}

/** An operation that is one request for all of its cards. */
export type Bulk = BulkUpdate | MoveCards | ArchiveCards;

/** Whether an operation goes to the server as one edit of several cards. */
export function isBulk(operation: Operation): operation is Bulk {
  const { type } = operation;
  if (type === "bulkUpdate") return true;
  return (type === "moveCards" || type === "archiveCards") && operation.card_ids.length > 1;
}

/** Whether the server makes a task of an operation: it shows card by card, as they are done. */
export function isTask(operation: Operation): boolean {
  return isBulk(operation) && operation.card_ids.length > MOST_AT_ONCE;
}

/** The operation as a row of operations that are one request each. */
export function steps(operation: Operation): readonly Operation[] {
  if (!("card_ids" in operation) || operation.card_ids.length < 2 || isBulk(operation)) {
    return [operation];
  }
  return operation.card_ids.map((cardId, index) => {
    return { ...operation, id: index === 0 ? operation.id : newId(), card_ids: [cardId] };
  });
}

/** Where a card goes that is brought back. */
export function placeOf(operation: RestoreCards, cardId: string): Placement {
  const behind = operation.behind?.[cardId];
  if (behind === undefined) return "end";
  return behind === null ? "start" : { after: behind };
}

/** The operation without cards that have left the board; undefined if none of its cards is left. */
export function onCardsOf(
  state: Pick<BoardState, "cards">,
  operation: Operation,
): Operation | undefined {
  if (!("card_ids" in operation) || operation.type === "restoreCards") return operation;
  const card_ids = operation.card_ids.filter((id) => state.cards.has(id));
  if (card_ids.length === operation.card_ids.length) return operation;
  return card_ids.length === 0 ? undefined : { ...operation, card_ids };
}

/** The temporary id of what an operation makes; undefined if it makes nothing. */
export function tempIdOf(operation: Operation): string | undefined {
  return "temp_id" in operation ? operation.temp_id : undefined;
}

/** The cards that an operation of one step is about. */
export function cardsOf(operation: Operation): readonly string[] {
  if ("card_id" in operation) return [operation.card_id];
  if ("card_ids" in operation) return operation.card_ids;
  return operation.type === "createCard" ? [operation.temp_id] : [];
}

/** The operation with one id in place of another, wherever it stands. */
export function withId(operation: Operation, from: string, to: string): Operation {
  return renamed(operation, from, to) as Operation;
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => renamed(item, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, renamed(member, from, to)]),
  );
}

/** Every id that an operation names. */
export function idsIn(operation: Operation): ReadonlySet<string> {
  const found = new Set<string>();
  const placement = "placement" in operation ? operation.placement : undefined;
  if (typeof placement === "object") {
    found.add("before" in placement ? placement.before : placement.after);
  }
  for (const [name, value] of Object.entries(operation)) {
    if (typeof value === "string" && (name.endsWith("_id") || name === "move_cards_to")) {
      found.add(value);
    }
    if (Array.isArray(value) && name.endsWith("_ids")) value.forEach((id) => found.add(id));
  }
  return found;
}
