/** From when on entries are wanted. */
import type { Since } from "../api/logs";

const HOUR_MS = 3_600_000;

const LENGTHS: Readonly<Record<Since, number>> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};

/** The moment that lies so long before `now` (in milliseconds), in RFC 3339. */
export function momentOf(since: Since, now: number): string {
  return new Date(now - LENGTHS[since]).toISOString();
}
