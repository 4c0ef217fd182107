/** How often to look how repositories stand. Pure functions. */
import { ApiError } from "../../../api/errors";
import type { Repository } from "../../../api/queries";

/** While somebody looks on who has just connected a repository, or has it checked. */
const SOON_MS = 2_000;
/** Else, and once that takes long: so that what is shown is not old. */
const LATER_MS = 30_000;
const SOON_FOR_MS = 5 * 60_000;
const LONGEST_MS = 2 * 60_000;

/** Refusals that asking again does not change. */
const FINAL: readonly number[] = [401, 403, 404];

export const isWaiting = ({ state }: Repository): boolean => state === "waiting";

/** Whether there is something to see soon: its first news, or the end of a task. */
export const isBusy = (one: Repository): boolean => isWaiting(one) || Boolean(one.task);

/** What is known of the list, as react-query has it. */
export interface Looked {
  readonly data: readonly Repository[] | undefined;
  /** Of the last look; null if it went well. */
  readonly error: unknown;
  /** When a look went well or ill for the last time, in milliseconds. */
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
}

/**
 * Milliseconds until the next look; false if there is nothing to look for.
 *
 * @param looked what is known.
 * @param waitedMs for how long something has been busy before this person's eyes; infinite for who
 *   only reads, and is in no hurry.
 */
export function nextLook(looked: Looked, waitedMs: number): number | false {
  const { data, error } = looked;
  if (!data?.length) return false;
  const usual = data.some(isBusy) && waitedMs < SOON_FOR_MS ? SOON_MS : LATER_MS;
  if (!error) return usual;
  if (isFinal(error)) return false;
  const asked = (error instanceof ApiError && error.retry_after_ms) || 0;
  return Math.max(usual, asked, Math.min(LONGEST_MS, failedFor(looked)));
}

/** As long again as it has failed by now, so that the pauses double. */
function failedFor({ dataUpdatedAt, errorUpdatedAt }: Looked): number {
  return errorUpdatedAt - dataUpdatedAt;
}

/** A proxy's 404 passes: it is what stands there while Trivet starts again. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && FINAL.includes(error.status) && !error.passing;
}
