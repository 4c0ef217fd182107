/** What the fake server makes of a write: events, by the rules of the real one. */
import { applyEvent } from "../apply";
import { newId } from "../ids";
import { between } from "../ranks";
import type { BoardEvent, BoardState, Card } from "../types";
import { refuse, type Body } from "./answers";

export type NewEvent = Pick<BoardEvent, "type" | "card_id" | "payload">;

export const BULK = "/cards/bulk-update";
const PLACE = ["column_id", "before", "after", "position"];

/** The events of a write; none if it changes nothing. Throws Refused. */
export function cardEvents(
  state: BoardState,
  log: readonly BoardEvent[],
  method: string,
  path: string,
  body: Body,
): NewEvent[] {
  const id = path.split("/")[2] ?? "";
  if (path === BULK) return bulkEvents(state, log, body);
  if (path.startsWith("/columns/") && method === "PATCH") {
    return [event("column.updated", null, { column_id: id, fields: body, was: {} })];
  }
  if (method === "POST") return [created(state, body)];
  const card = state.cards.get(id) ?? refuse(404, "card_not_found");
  const version = card.version + 1;
  if (method === "DELETE") return [event("card.deleted", id, { version })];
  if (body.archived === true) return [event("card.archived", id, { version })];
  if (PLACE.some((name) => name in body)) return moved(state, card, body);
  return edited(log, card, body);
}

function event(type: string, card_id: string | null, payload: Body): NewEvent {
  return { type, card_id, payload };
}

function created(state: BoardState, body: Body): NewEvent {
  const id = newId();
  const number = 1000 + state.seq;
  const at = "2026-11-20T12:00:00.000000Z";
  const { column_id, before, after, position, ...fields } = body as Body & { column_id: string };
  const rank = rankIn(state, column_id, { before, after, position }, id);
  const facts = { id, key: `ENG-${number}`, number, column_id, rank, version: 1 };
  return event("card.created", id, {
    card: { ...fields, ...facts, created_at: at, updated_at: at },
  });
}

function moved(state: BoardState, card: Card, body: Body): NewEvent[] {
  const column_id = (body.column_id as string | undefined) ?? card.column_id;
  if (!state.columns.has(column_id)) refuse(422, "unknown_column");
  const rank = rankIn(state, column_id, body, card.id);
  const from = { from_column_id: card.column_id, from_rank: card.rank };
  const version = card.version + 1;
  return [event("card.moved", card.id, { version, column_id, rank, ...from })];
}

function rankIn(state: BoardState, columnId: string, place: Body, moving: string): string {
  const ids = (state.order.get(columnId) ?? []).filter((id) => id !== moving);
  const anchor = (place.before ?? place.after) as string | undefined;
  const at = anchor === undefined ? -1 : ids.indexOf(anchor);
  const position = Math.min((place.position as number | undefined) ?? ids.length, ids.length);
  const index = at < 0 ? position : place.before ? at : at + 1;
  const rank = (i: number) => state.cards.get(ids[i] ?? "")?.rank;
  return between(rank(index - 1), rank(index));
}

function edited(log: readonly BoardEvent[], card: Card, body: Body): NewEvent[] {
  const { base_version, ...fields } = body as Body & { base_version?: number };
  const now = card as unknown as Body;
  const changes = Object.entries(fields).filter(([name, value]) => now[name] !== value);
  const conflicts = changes.flatMap(([field, yours]) => {
    const last = log.findLast((e) => e.card_id === card.id && field in fieldsOf(e));
    const version = (last?.payload.version as number | undefined) ?? 1;
    if (!last || base_version === undefined || version <= base_version) return [];
    const by = { by: last.actor_id, at: last.created_at };
    return [{ field, yours, theirs: now[field] ?? null, version, ...by }];
  });
  if (conflicts.length > 0) refuse(409, "edit_conflict", { conflicts, version: card.version });
  if (changes.length === 0) return [];
  const payload = { version: card.version + 1, fields: Object.fromEntries(changes), was: {} };
  return [event("card.updated", card.id, payload)];
}

function fieldsOf(e: BoardEvent): object {
  return (e.payload.fields as object | undefined) ?? {};
}

/** Card by card, each on top of those before it; who moves goes behind the one before. */
function bulkEvents(state: BoardState, log: readonly BoardEvent[], body: Body): NewEvent[] {
  const { card_ids, updates } = body as { card_ids: readonly string[]; updates: Body };
  const placed = ["before", "after", "position"].some((name) => name in updates);
  let now = state;
  let place = updates;
  return card_ids.flatMap((id) => {
    const card = now.cards.get(id);
    if (!card) return [];
    const made = cardEvents(now, log, "PATCH", `/cards/${id}`, patchOf(card, place));
    for (const one of made) now = applyEvent(now, { ...one, ...NOWHERE, seq: now.seq + 1 });
    if (placed) place = { column_id: updates.column_id, after: id };
    return made;
  });
}

const NOWHERE = {
  actor_id: null,
  correlation_id: null,
  origin: "board" as const,
  created_at: "2026-11-20T12:00:00.000000Z",
};

/** What is added to sets and taken from them, as whole lists. */
function patchOf(card: Card, updates: Body): Body {
  const sets = (["label_ids", "assignee_ids"] as const).flatMap((name) => {
    const add = updates[`add_${name}`] as readonly string[] | undefined;
    const remove = updates[`remove_${name}`] as readonly string[] | undefined;
    if (!add && !remove) return [];
    const all = new Set([...(card[name] ?? []), ...(add ?? [])]);
    remove?.forEach((id) => all.delete(id));
    return [[name, [...all].sort()]];
  });
  const plain = Object.entries(updates).filter(([name]) => !/^(add|remove)_/.test(name));
  return Object.fromEntries([...plain, ...sets]) as Body;
}
