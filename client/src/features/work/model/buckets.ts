/** When one's cards are due, in the groups in which people think. Pure. */
import { later } from "../../cards/days";

export type Bucket = "overdue" | "today" | "week" | "later" | "none";

export const BUCKETS: readonly { readonly id: Bucket; readonly title: string }[] = [
  { id: "overdue", title: "Overdue" },
  { id: "today", title: "Today" },
  { id: "week", title: "This week" },
  { id: "later", title: "Later" },
  { id: "none", title: "No date" },
];

/** @param today as `YYYY-MM-DD`; a week ends on its Sunday (ISO 8601). */
export function bucketOf(due: string | null | undefined, today: string): Bucket {
  if (!due) return "none";
  if (due < today) return "overdue";
  if (due === today) return "today";
  return due <= sundayOf(today) ? "week" : "later";
}

function sundayOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const weekday = new Date(year, month - 1, date).getDay();
  return later(day, (7 - weekday) % 7);
}

/** Things in their groups, those without any left out. */
export function grouped<T extends { readonly due_date?: string | null }>(
  cards: readonly T[],
  today: string,
): readonly { readonly id: Bucket; readonly title: string; readonly cards: readonly T[] }[] {
  return BUCKETS.map((bucket) => ({
    ...bucket,
    cards: cards.filter((card) => bucketOf(card.due_date, today) === bucket.id),
  })).filter(({ cards: some }) => some.length > 0);
}
