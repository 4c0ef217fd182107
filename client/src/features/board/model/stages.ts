/** What comes next for a card, and where it goes by that. Pure functions. */
import type { FinishCard, StartCard } from "./operations";
import type { Branch, Card, Category, Column } from "./types";

const TO_BEGIN: readonly Category[] = ["backlog", "unstarted"];
const UNDER_WAY: readonly Category[] = ["started", "review"];
const OVER: readonly Category[] = ["done", "cancelled"];

type Columns = readonly Column[];

/** What one presses next: nothing for a card that is over, or where the board has no such column. */
export function nextStage(card: Card, columns: Columns): "start" | "finish" | null {
  const category = categoryOf(card, columns);
  if (!category) return null;
  if (TO_BEGIN.includes(category)) return first(columns, "started") ? "start" : null;
  return UNDER_WAY.includes(category) && first(columns, "done") ? "finish" : null;
}

/** Whether nothing is left to do on a card. */
export function isOver(card: Card, columns: Columns): boolean {
  const category = categoryOf(card, columns);
  return category !== undefined && OVER.includes(category);
}

/** Where a card goes that is started; undefined where it stays. */
export function startColumn(card: Card, columns: Columns): Column | undefined {
  const category = categoryOf(card, columns);
  return category && TO_BEGIN.includes(category) ? first(columns, "started") : undefined;
}

/** Where a card goes that is finished; undefined where it stays. */
export function doneColumn(card: Card, columns: Columns): Column | undefined {
  return categoryOf(card, columns) === "done" ? undefined : first(columns, "done");
}

/** The branches of a card that are merged, and that nothing waits for any more. */
export function mergedBranches(card: Card): readonly Branch[] {
  const all = card.pull_requests ?? [];
  return (card.branches ?? []).filter(({ repository, name }) => {
    const from = all.filter((one) => one.repository === repository && one.branch === name);
    const open = from.some(({ state }) => state === "open" || state === "draft");
    // Of what only mentions the card, another one is to say.
    return !open && from.some(({ state, closes }) => state === "merged" && closes !== false);
  });
}

/** Starting a card, as the board shows it at once. */
export function starting(
  card: Card,
  columns: Columns,
  me: string | null | undefined,
): Omit<StartCard, "id"> {
  const column = startColumn(card, columns);
  const assigned = !me || (card.assignee_ids ?? []).includes(me);
  return {
    type: "startCard",
    card_id: card.id,
    ...(column ? { column_id: column.id } : {}),
    ...(assigned ? {} : { person_id: me }),
  };
}

/** Finishing a card, as the board shows it at once. */
export function finishing(card: Card, columns: Columns): Omit<FinishCard, "id"> {
  const column = doneColumn(card, columns);
  return { type: "finishCard", card_id: card.id, ...(column ? { column_id: column.id } : {}) };
}

function categoryOf(card: Card, columns: Columns): Category | undefined {
  return columns.find(({ id }) => id === card.column_id)?.category;
}

function first(columns: Columns, category: Category): Column | undefined {
  return columns.find((column) => column.category === category);
}
