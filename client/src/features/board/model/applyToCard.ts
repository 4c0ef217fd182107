/** What an event does to its card. The same rules as the server's, member by member. */
import { counterpartEvents, withoutHeldBack } from "./counterparts";
import { overlaid, without } from "./members";
import type { Card, ChecklistItem } from "./types";

/** Texts of which a board's answer only says that they are there. */
export const LONG_TEXTS = ["description", "acceptance_criteria"] as const;

type LongText = (typeof LONG_TEXTS)[number];

export function isLongText(name: string): name is LongText {
  return (LONG_TEXTS as readonly string[]).includes(name);
}

/**
 * The card after an event; undefined if it is not on the board any more.
 *
 * @param before the card; undefined if it was not on the board.
 * @param at the event's `created_at`.
 */
export function appliedToCard(
  before: Card | undefined,
  type: string,
  payload: Readonly<Record<string, unknown>>,
  at: string,
): Card | undefined {
  if (COMES.has(type)) return boardForm(payload.card as Card);
  if (GOES.has(type) || !before) return undefined;
  if (type === "card.moved") {
    return {
      ...withoutHeldBack(before),
      column_id: payload.column_id as string,
      rank: payload.rank as string,
      version: payload.version as number,
      updated_at: at,
    };
  }
  if (type === "card.updated") {
    const edited = withFields(before, payload.fields as Readonly<Record<string, unknown>>);
    return { ...edited, version: payload.version as number, updated_at: at };
  }
  if (type === "comment.created" || type === "comment.deleted") {
    return withFields(before, { comment_count: payload.comment_count });
  }
  return counterpartEvents[type]?.(before, payload) ?? before;
}

const COMES = new Set(["card.created", "card.restored", "card.arrived"]);
const GOES = new Set(["card.archived", "card.deleted", "card.left"]);

/** The card as a board's answer has it: its details are stood for. */
export function boardForm(card: Card & { readonly board_id?: string }): Card {
  const has = LONG_TEXTS.filter((name) => card[name]).map((name) => [`has_${name}`, true]);
  const form = without(card, "board_id", "checklist", "links", ...LONG_TEXTS);
  return overlaid(form, { ...Object.fromEntries(has), ...progressOf(card.checklist) });
}

/** How far a checklist is; null where there is nothing to count. */
function progressOf(items: readonly ChecklistItem[] | null | undefined) {
  const done = items?.filter((item) => item.done).length;
  return { checklist_total: items?.length || null, checklist_done: done || null };
}

/**
 * The card in the board's form with new values; null, empty texts and lists, and the priority
 * `none` are left out.
 */
export function withFields(card: Card, fields: Readonly<Record<string, unknown>>): Card {
  const facts = without(fields, "checklist", "links");
  const progress =
    "checklist" in fields ? progressOf(fields.checklist as ChecklistItem[] | null) : {};
  const changes = Object.entries(facts).map(([name, value]) => {
    const said = isSaid(name, value);
    return isLongText(name) ? [`has_${name}`, said || null] : [name, said ? value : null];
  });
  return overlaid(card, { ...Object.fromEntries(changes), ...progress });
}

function isSaid(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value) && value.length === 0) return false;
  if (name === "comment_count") return value !== 0;
  return !(name === "priority" && value === "none");
}
