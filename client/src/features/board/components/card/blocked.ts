/** Whether a card waits for others. Pure functions. */
import type { Card, Column } from "../../model";

/** `here`: for open cards of this board; `elsewhere`: for cards of which this board knows nothing. */
export interface Blocked {
  readonly by: "here" | "elsewhere";
  readonly count: number;
}

export function isOver(category: Column["category"] | undefined): boolean {
  return category === "done" || category === "cancelled";
}

/** What keeps a card waiting; undefined where nothing does, and where it is over itself. */
export function blockedOf(
  card: Card,
  cards: ReadonlyMap<string, Card>,
  columns: readonly Column[],
): Blocked | undefined {
  const ids = card.blocked_by;
  if (!ids) return undefined;
  const over = (one: Card) => isOver(columns.find(({ id }) => id === one.column_id)?.category);
  if (over(card)) return undefined;
  const open = ids.filter((id) => {
    const blocker = cards.get(id);
    return blocker && !over(blocker);
  }).length;
  if (open > 0) return { by: "here", count: open };
  const unknown = ids.filter((id) => !cards.has(id)).length;
  return unknown > 0 ? { by: "elsewhere", count: unknown } : undefined;
}
