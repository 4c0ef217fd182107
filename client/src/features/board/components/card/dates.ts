/** Due dates as people say them. Dates are `YYYY-MM-DD`, days of the reader's own calendar. */

export type Urgency = "overdue" | "today" | "soon" | "later";

/** The interface is in English; its days come before its months. */
const LOCALE = "en-GB";
const DAY_MS = 86_400_000;

/** Today as `YYYY-MM-DD` in the reader's time zone. */
export function today(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole days from one date to another; negative where `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** How near a date is; "soon" means within a week. */
export function urgency(date: string, now: string): Urgency {
  const days = daysBetween(now, date);
  if (days < 0) return "overdue";
  if (days === 0) return "today";
  return days <= 7 ? "soon" : "later";
}

/** The date in few words: today, tomorrow, Fri, 3 Dec, 3 Dec 2027. */
export function shortDate(date: string, now: string, locale = LOCALE): string {
  const days = daysBetween(now, date);
  if (days === 0) return "Today";
  if (days === 1) return "Tomorrow";
  if (days === -1) return "Yesterday";
  const at = new Date(`${date}T00:00:00Z`);
  if (days > 1 && days < 7) return format(at, locale, { weekday: "short" });
  const sameYear = date.slice(0, 4) === now.slice(0, 4);
  return format(at, locale, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** The date with its weekday, in a row of choices: Mon, 23 Nov. */
export function weekdayDate(date: string, locale = LOCALE): string {
  const at = new Date(`${date}T00:00:00Z`);
  return format(at, locale, { weekday: "short", day: "numeric", month: "short" });
}

/** The date in full, for titles. */
export function longDate(date: string, locale = LOCALE): string {
  const at = new Date(`${date}T00:00:00Z`);
  return format(at, locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

function format(at: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(at);
}
