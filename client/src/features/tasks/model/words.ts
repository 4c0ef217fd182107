/** How a task stands, in words. Pure functions. */
import type { Task } from "../api/tasks";

export type Tone = "plain" | "accent" | "good" | "warn" | "danger";

interface StateWords {
  readonly label: string;
  readonly tone: Tone;
}

const STATES: Readonly<Record<Task["state"], StateWords>> = {
  queued: { label: "Waiting", tone: "plain" },
  running: { label: "Running", tone: "accent" },
  retrying: { label: "Trying again", tone: "warn" },
  succeeded: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "plain" },
  indeterminate: { label: "Outcome unknown", tone: "warn" },
};

export function stateWords({ state, cancelling }: Task): StateWords {
  return cancelling ? { label: "Stopping", tone: "plain" } : STATES[state];
}

/** Whether it waits or runs. */
export const isOpen = ({ state }: Task): boolean =>
  state === "queued" || state === "running" || state === "retrying";

/** Whether it ended, and not well: it can be retried or dropped. */
export const endedBadly = ({ state }: Task): boolean =>
  state === "failed" || state === "cancelled" || state === "indeterminate";

/** How often it was tried, where that tells something; `undefined` where it does not. */
export function attemptWords(task: Task): string | undefined {
  const { attempts, max_attempts: most } = task;
  if (isOpen(task)) {
    return attempts > 0 && most > 1 ? `attempt ${attempts} of ${most}` : undefined;
  }
  return attempts > 1 ? `after ${attempts} attempts` : undefined;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * When it is tried next, as `next attempt in 25 s`; `undefined` where it does not wait for a time.
 *
 * @param now in milliseconds.
 */
export function nextWords({ next_attempt_at: at, state }: Task, now: number): string | undefined {
  if (!at) return undefined;
  const wait = Date.parse(at) - now;
  const what = state === "retrying" ? "next attempt" : "begins";
  if (wait < SECOND) return state === "retrying" ? "next attempt any moment" : undefined;
  if (wait < 2 * MINUTE) return `${what} in ${Math.round(wait / SECOND)} s`;
  if (wait < 2 * HOUR) return `${what} in ${Math.round(wait / MINUTE)} min`;
  return `${what} in ${Math.round(wait / HOUR)} h`;
}

/** How far it is, as `120 of 500`. */
export function progressWords({ progress }: Task): string | undefined {
  if (!progress || progress.total <= 0) return undefined;
  return `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`;
}
