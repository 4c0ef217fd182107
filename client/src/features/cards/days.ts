/** Calendar days, as `YYYY-MM-DD`. Pure functions. */
import { formatDay } from "../../lib/relativeTime";

/** The day in the reader's time zone. */
export function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day so many days later. */
export function later(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return localDay(new Date(year, month - 1, date + days));
}

/** "today", "tomorrow", "yesterday", "12 Mar". */
export function dueWords(day: string, today: string): string {
  if (day === today) return "today";
  if (day === later(today, 1)) return "tomorrow";
  if (day === later(today, -1)) return "yesterday";
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return formatDay(new Date(year, month - 1, date));
}
