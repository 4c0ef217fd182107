/** What the fake server makes of writes to a card's details, and what it answers of them. */
import { newId } from "../ids";
import type { BoardEvent, BoardState, Card, CardLink, ChecklistItem, Comment } from "../types";
import { refuse, type Body } from "./answers";
import type { NewEvent } from "./writes";

type Log = readonly BoardEvent[];

const DETAILS = /^\/(?:cards\/[^/]+\/(?:checklist|links|dependencies|comments)|comments\/)/;

export function isOfDetails(path: string): boolean {
  return DETAILS.test(path);
}

/** The events of a write; none if it changes nothing. Throws Refused. */
export function detailEvents(
  state: BoardState,
  log: Log,
  method: string,
  path: string,
  body: Body,
  actor: string,
): NewEvent[] {
  const [, first, id = "", what, other = ""] = path.split("/");
  if (first === "comments") return commentChanged(log, method, id, body);
  const card = state.cards.get(id) ?? refuse(404, "card_not_found");
  switch (what) {
    case "checklist":
      return [listed(card, "checklist", itemsAfter(itemsOf(log, id), method, other, body), log)];
    case "links":
      return [listed(card, "links", linksAfter(linksOf(log, id), method, other, body), log)];
    case "dependencies":
      return dependencies(state, card, method, other, body);
    default:
      return [commented(log, card, body, actor)];
  }
}

export function itemsOf(log: Log, cardId: string): readonly ChecklistItem[] {
  return last<readonly ChecklistItem[]>(log, cardId, "checklist") ?? [];
}

export function linksOf(log: Log, cardId: string): readonly CardLink[] {
  return last<readonly CardLink[]>(log, cardId, "links") ?? [];
}

function last<T>(log: Log, cardId: string, field: string): T | undefined {
  const fields = log
    .filter(({ card_id, type }) => card_id === cardId && type === "card.updated")
    .map((event) => event.payload.fields as Body);
  return fields.findLast((one) => field in one)?.[field] as T | undefined;
}

/** A card's comments as they are now, the oldest first. */
export function commentsOf(log: Log, cardId: string): readonly Comment[] {
  const found = new Map<string, Comment>();
  for (const { card_id, type, payload } of log) {
    if (card_id !== cardId || !type.startsWith("comment.")) continue;
    const comment = payload.comment as Comment | undefined;
    if (comment) found.set(comment.id, comment);
    else found.delete(payload.comment_id as string);
  }
  return [...found.values()];
}

function listed(card: Card, name: string, after: readonly unknown[], log: Log): NewEvent {
  const before = last<readonly unknown[]>(log, card.id, name) ?? [];
  const payload = { version: card.version + 1, fields: { [name]: after }, was: { [name]: before } };
  return { type: "card.updated", card_id: card.id, payload };
}

function itemsAfter(
  items: readonly ChecklistItem[],
  method: string,
  id: string,
  body: Body,
): readonly ChecklistItem[] {
  const { before, after, position, ...fields } = body;
  const there = items.find((one) => one.id === id);
  if (method === "POST") {
    return placed(items, { id: newId(), done: false, text: String(fields.text) }, body);
  }
  if (!there) refuse(404, "checklist_item_not_found");
  const others = items.filter((one) => one.id !== id);
  if (method === "DELETE") return others;
  const changed = { ...(there as ChecklistItem), ...fields };
  const moves = [before, after, position].some((one) => one !== undefined);
  return moves
    ? placed(others, changed, body)
    : items.map((one) => (one.id === id ? changed : one));
}

function placed(others: readonly ChecklistItem[], one: ChecklistItem, place: Body) {
  const anchor = place.before ?? place.after;
  const at = others.findIndex(({ id }) => id === anchor);
  const index = at < 0 ? ((place.position as number | undefined) ?? others.length) : at;
  return others.toSpliced(at >= 0 && place.after ? index + 1 : index, 0, one);
}

function linksAfter(
  links: readonly CardLink[],
  method: string,
  id: string,
  body: Body,
): readonly CardLink[] {
  if (method === "POST") return [...links, { id: newId(), ...body } as unknown as CardLink];
  if (!links.some((one) => one.id === id)) refuse(404, "link_not_found");
  if (method === "DELETE") return links.filter((one) => one.id !== id);
  return links.map((one) => (one.id === id ? { ...one, ...body } : one));
}

function dependencies(
  state: BoardState,
  card: Card,
  method: string,
  other: string,
  body: Body,
): NewEvent[] {
  const side = "blocks" in body ? "blocks" : "blocked_by";
  const otherId = method === "POST" ? String(body[side]) : other;
  const one = state.cards.get(otherId) ?? refuse(404, "card_not_found");
  const back = side === "blocks" ? "blocked_by" : "blocks";
  if (method === "POST") return [added(card, side, one.id), added(one, back, card.id)];
  const sides = ["blocked_by", "blocks"] as const;
  return sides
    .filter((name) => card[name]?.includes(otherId))
    .flatMap((name) => [
      removed(card, name, otherId),
      removed(one, name === "blocks" ? "blocked_by" : "blocks", card.id),
    ]);
}

type Side = "blocked_by" | "blocks";

function added(card: Card, side: Side, id: string): NewEvent {
  return related(card, side, [...(card[side] ?? []), id].sort());
}

function removed(card: Card, side: Side, id: string): NewEvent {
  return related(
    card,
    side,
    (card[side] ?? []).filter((one) => one !== id),
  );
}

function related(card: Card, side: Side, ids: readonly string[]): NewEvent {
  const payload = { version: card.version + 1, fields: { [side]: ids }, was: {} };
  return { type: "card.updated", card_id: card.id, payload };
}

function commented(log: Log, card: Card, body: Body, actor: string): NewEvent {
  const created_at = "2026-11-20T12:00:00.000000Z";
  const facts = { id: newId(), card_id: card.id, author_id: actor, version: 1, created_at };
  const comment_count = commentsOf(log, card.id).length + 1;
  const payload = { comment: { ...facts, body: body.body }, comment_count };
  return { type: "comment.created", card_id: card.id, payload };
}

function commentChanged(log: Log, method: string, id: string, body: Body): NewEvent[] {
  const said = log.findLast(({ payload }) => (payload.comment as Comment | undefined)?.id === id);
  const comment =
    (said?.payload.comment as Comment | undefined) ?? refuse(404, "comment_not_found");
  const card_id = comment.card_id;
  if (method === "DELETE") {
    const comment_count = commentsOf(log, card_id).length - 1;
    return [{ type: "comment.deleted", card_id, payload: { comment_id: id, comment_count } }];
  }
  const { base_version: base, body: yours } = body;
  if (typeof base === "number" && base < comment.version && yours !== comment.body) {
    const by = { by: said?.actor_id, at: said?.created_at };
    const clash = { field: "body", yours, theirs: comment.body, version: comment.version, ...by };
    refuse(409, "edit_conflict", { conflicts: [clash], version: comment.version });
  }
  const edited_at = "2026-11-20T12:05:00.000000Z";
  const changed = { ...comment, body: yours, version: comment.version + 1, edited_at };
  return [{ type: "comment.updated", card_id, payload: { comment: changed } }];
}
