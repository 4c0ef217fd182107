/** What an event does to its card. The same rules as the server's, member by member. */
import { counterpartEvents } from "./counterparts";
import { overlaid, without } from "./members";
import type { Card } from "./types";

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
  if (type === "card.created" || type === "card.restored") return boardForm(payload.card as Card);
  if (type === "card.archived" || type === "card.deleted" || !before) return undefined;
  if (type === "card.moved") {
    return {
      ...before,
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
  return counterpartEvents[type]?.(before, payload) ?? before;
}

/** The card as a board's answer has it: long texts are stood for. */
export function boardForm(card: Card & { readonly board_id?: string }): Card {
  const has = LONG_TEXTS.filter((name) => card[name]).map((name) => [`has_${name}`, true]);
  const form = without(card, "board_id", ...LONG_TEXTS);
  return { ...form, ...Object.fromEntries(has) };
}

/** The card with new values; null, empty texts and lists, and the priority `none` are left out. */
export function withFields(card: Card, fields: Readonly<Record<string, unknown>>): Card {
  const changes = Object.entries(fields).map(([name, value]) => {
    const said = isSaid(name, value);
    return isLongText(name) ? [`has_${name}`, said || null] : [name, said ? value : null];
  });
  return overlaid(card, Object.fromEntries(changes));
}

function isSaid(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value) && value.length === 0) return false;
  return !(name === "priority" && value === "none");
}
