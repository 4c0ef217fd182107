/** How an operation is said to the server. Pure. */
import { type DetailOperation, isDetailOperation } from "./detailOperations";
import { detailRequest } from "./detailRequests";
import { without } from "./members";
import {
  type Bulk,
  type BulkUpdate,
  correlationOf,
  type CreateCard,
  isBulk,
  type Operation,
  type Placement,
  placeOf,
} from "./operations";

/** One request, before anything of the transport is added. */
export interface BoardRequest {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** An operation on several cards, which is several requests: see `steps`. */
export class SeveralRequests extends Error {
  constructor(type: string) {
    super(`A ${type} of several cards is several requests.`);
    this.name = "SeveralRequests";
  }
}

/**
 * The request of an operation of one step.
 *
 * A create, and what may become a task, carries its `Idempotency-Key` from the first time on, because
 * a key that only comes with the second request protects nothing. Everything else may be repeated as
 * it is.
 *
 * @throws SeveralRequests if it names several cards.
 */
export function toRequest(operation: Operation, boardId: string): BoardRequest {
  const headers = { "X-Request-ID": correlationOf(operation) };
  const said = saidOf(operation, boardId);
  if (said.method !== "POST") return { ...said, headers };
  return { ...said, headers: { ...headers, "Idempotency-Key": operation.id } };
}

type OnBoard = Exclude<Operation, DetailOperation>;
type Creation = Extract<OnBoard, { readonly temp_id: string }>;
type Change = Exclude<OnBoard, Creation | BulkUpdate>;

/** A request without its headers. */
export type Said = Omit<BoardRequest, "headers">;

function saidOf(operation: Operation, boardId: string): Said {
  if (isDetailOperation(operation)) return detailRequest(operation);
  if ("temp_id" in operation) return { method: "POST", ...creation(operation, boardId) };
  if (isBulk(operation)) return bulk(operation);
  return change(operation, boardId);
}

function creation(operation: Creation, boardId: string): Omit<Said, "method"> {
  const board = `/boards/${boardId}`;
  switch (operation.type) {
    case "createCard":
      return { path: `${board}/cards`, body: cardBody(operation) };
    case "createColumn": {
      const { name, category, wip_limit, placement } = operation;
      const body = given({ name, category, wip_limit, ...placed(placement ?? "end") });
      return { path: `${board}/columns`, body };
    }
    case "createLabel":
      return { path: `${board}/labels`, body: { name: operation.name, color: operation.color } };
  }
}

function cardBody(operation: CreateCard): Readonly<Record<string, unknown>> {
  const { column_id, title, fields, label_ids, assignee_ids, placement, force } = operation;
  return given({
    column_id,
    title,
    ...fields,
    label_ids,
    assignee_ids,
    ...placed(placement ?? "end"),
    ...forced(force),
  });
}

function change(operation: Change, boardId: string): Said {
  switch (operation.type) {
    case "updateCard":
      return patch(`/cards/${operation.card_id}`, {
        ...operation.fields,
        base_version: operation.base_version,
      });
    case "updateCardSets":
      return patch(
        `/cards/${operation.card_id}`,
        given(without(operation, "id", "type", "card_id")),
      );
    case "moveCards":
      return patch(`/cards/${only(operation)}`, {
        column_id: operation.column_id,
        ...placed(operation.placement),
        ...forced(operation.force),
      });
    case "archiveCards":
      return patch(`/cards/${only(operation)}`, { archived: true });
    case "restoreCards":
      return patch(`/cards/${only(operation)}`, {
        archived: false,
        ...placed(placeOf(operation, only(operation))),
      });
    case "deleteCards":
      return { method: "DELETE", path: `/cards/${only(operation)}` };
    case "startCard":
      return post(`/cards/${operation.card_id}/start`, forced(operation.force));
    case "finishCard": {
      const { card_id, delete_branches, force } = operation;
      return post(`/cards/${card_id}/finish`, { ...given({ delete_branches }), ...forced(force) });
    }
    case "updateColumn":
      return patch(`/columns/${operation.column_id}`, { ...operation.fields });
    case "moveColumn": {
      const { column_id, placement } = operation;
      return patch(`/columns/${column_id}`, placed(placement, true));
    }
    case "deleteColumn": {
      const to = operation.move_cards_to;
      const query = to === undefined ? "" : `?move_cards_to=${encodeURIComponent(to)}`;
      return { method: "DELETE", path: `/columns/${operation.column_id}${query}` };
    }
    case "updateLabel":
      return patch(`/labels/${operation.label_id}`, { ...operation.fields });
    case "deleteLabel":
      return { method: "DELETE", path: `/labels/${operation.label_id}` };
    case "updateBoard":
      return patch(`/boards/${boardId}`, { ...operation.fields });
  }
}

/** What can be done is done; the answer says card by card what could not. */
function bulk(operation: Bulk): Said {
  const { card_ids } = operation;
  const force = operation.type === "moveCards" ? forced(operation.force) : {};
  const body = { card_ids, updates: updates(operation), mode: "partial", ...force };
  return { method: "POST", path: "/cards/bulk-update", body };
}

function updates(operation: Bulk): Readonly<Record<string, unknown>> {
  switch (operation.type) {
    case "archiveCards":
      return { archived: true };
    case "moveCards":
      return { column_id: operation.column_id, ...placed(operation.placement) };
    case "bulkUpdate":
      return given({
        ...without(operation, "id", "type", "card_ids", "fields"),
        ...operation.fields,
      });
  }
}

function forced(force: boolean | undefined): Readonly<Record<string, unknown>> {
  return force ? { force } : {};
}

/** The greatest position that the server takes; beyond the end means the end. */
const MOST = 1_000_000;

function post(path: string, body: Readonly<Record<string, unknown>>): Said {
  return { method: "POST", path, body };
}

function patch(path: string, body: Readonly<Record<string, unknown>>): Said {
  return { method: "PATCH", path, body };
}

function only(operation: { readonly type: string; readonly card_ids: readonly string[] }): string {
  const [first, second] = operation.card_ids;
  if (first === undefined || second !== undefined) throw new SeveralRequests(operation.type);
  return first;
}

/**
 * A place in the words of a request.
 *
 * @param stands whether it is of what stands there already: then "the end" must be said in numbers.
 */
export function placed(placement: Placement, stands = false): Readonly<Record<string, unknown>> {
  if (placement === "end") return stands ? { position: MOST } : {};
  return placement === "start" ? { position: 0 } : placement;
}

function given(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
