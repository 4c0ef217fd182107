/** When a new token ends. */
export const EXPIRIES = [
  { id: "30", label: "In 30 days", days: 30 },
  { id: "90", label: "In 90 days", days: 90 },
  { id: "365", label: "In a year", days: 365 },
  { id: "never", label: "Never", days: null },
] as const;

export type Expiry = (typeof EXPIRIES)[number]["id"];

const DAY_MS = 86_400_000;

/** RFC 3339; null is never. */
export function expiresAt(expiry: Expiry, now = new Date()): string | null {
  const days = EXPIRIES.find(({ id }) => id === expiry)?.days ?? null;
  return days === null ? null : new Date(now.getTime() + days * DAY_MS).toISOString();
}

export function hasEnded(at: string | null, now = new Date()): boolean {
  return at !== null && Date.parse(at) <= now.getTime();
}
