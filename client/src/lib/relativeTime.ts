const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayYearFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const exactFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

/** A calendar day as `12 Mar`, with its year if that is not this one. */
export function formatDay(date: Date, now = new Date()): string {
  return (date.getFullYear() === now.getFullYear() ? dayFormat : dayYearFormat).format(date);
}

/** How long ago, in few words: `just now`, `5 min ago`, `yesterday`, `12 Mar`. */
export function relativeTime(date: Date, now = new Date()): string {
  const age = now.getTime() - date.getTime();
  // Clocks of server and browser differ a little; nothing has happened in the future.
  if (age < 45_000) return "just now";
  if (age < HOUR) return `${Math.max(1, Math.round(age / MINUTE))} min ago`;
  if (age < 12 * HOUR) return `${Math.floor(age / HOUR)} h ago`;
  const days = Math.round((midnight(now) - midnight(date)) / DAY);
  if (days === 0) return `${Math.floor(age / HOUR)} h ago`;
  if (days === 1) return "yesterday";
  if (days < 7) return `${days} days ago`;
  return formatDay(date, now);
}

export function exactTime(date: Date): string {
  return exactFormat.format(date);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
