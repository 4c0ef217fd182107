const FIRST_MS = 500;
const MOST_MS = 20_000;

/**
 * How long to wait before a further attempt: exponential with full jitter ("Exponential Backoff And
 * Jitter", AWS Architecture Blog), so that those who lost one server do not come back as one.
 *
 * @param attempt counted from 0.
 * @returns milliseconds.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(MOST_MS, FIRST_MS * 2 ** attempt);
}
