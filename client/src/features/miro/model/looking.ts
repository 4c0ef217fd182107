/** How often to look how things stand. Pure functions. */
import type { MiroJob, MiroJobPage, MiroWholeJob } from "../api/jobs";
import type { MiroLimits } from "../api/whiteboards";
import { isOpen } from "./jobs";

/** While something goes on before one's eyes. */
const SOON_MS = 2_000;
export const FAILED_MS = 30_000;
const LATER_MS = 10_000;
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
    .map((moment) => (moment ? Date.parse(moment) - now + AFTER_MS : LATER_MS))
    .filter((wait) => wait > 0);
  return Math.min(LATER_MS, ...waits);
}

/**
 * Milliseconds between two looks at queued changes: often while some are sent before one's eyes.
 *
 * @param now in milliseconds.
 */
export function nextLookAtJobs(pages: readonly MiroJobPage[], error: unknown, now: number): number {
  if (error) return FAILED_MS;
  const open = pages.some(({ items }) => items.some((job) => isAtWork(job, now)));
  return open ? nextLook(pages.length) : LATER_MS;
}

/** How many operations are told each time without a thought. */
const FEW = 200;

/** The same of one job, which tells all its operations; false where nothing changes by itself. */
export function nextLookAtJob(
  job: MiroWholeJob | undefined,
  error: unknown,
  now: number,
): number | false {
  if (error) return FAILED_MS;
  if (!job || !isOpen(job)) return false;
  return isAtWork(job, now) ? nextLook(Math.ceil(job.total / FEW)) : LATER_MS;
}

/** Whether something of it may be sent any moment. */
function isAtWork(job: MiroJob, now: number): boolean {
  const at = job.task?.next_attempt_at;
  return isOpen(job) && !(at && Date.parse(at) - now > LATER_MS);
}
