/** How often to look how things stand. Pure functions. */
import type { MiroLimits } from "../api/whiteboards";

/** While something goes on before one's eyes. */
const SOON_MS = 2_000;
export const FAILED_MS = 30_000;
const LIMITS_MS = 10_000;
/** Each board that is read is a question of its own. */
const MOST_SLOWED = 5;
/** The server's clock and ours need not agree to the blink of an eye. */
const AFTER_MS = 300;

/**
 * Milliseconds between two looks at a board that is read.
 *
 * @param reading how many are.
 */
export function nextLook(reading: number): number {
  return SOON_MS * Math.min(MOST_SLOWED, Math.max(1, reading));
}

/**
 * Milliseconds until the next look at the credits: no later than they change by themselves.
 *
 * @param now in milliseconds.
 */
export function nextLookAtLimits(limits: MiroLimits | undefined, now: number): number {
  const { reset_at: reset, blocked_until: blocked } = limits?.credits ?? {};
  const waits = [reset, blocked]
    .map((moment) => (moment ? Date.parse(moment) - now + AFTER_MS : LIMITS_MS))
    .filter((wait) => wait > 0);
  return Math.min(LIMITS_MS, ...waits);
}
