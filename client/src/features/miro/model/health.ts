/** How a whiteboard stands, in words. Pure functions. */
import { isOver, type Task } from "../../../api/tasks";
import type { IconName } from "../../../lib";
import type { Whiteboard } from "../api/whiteboards";

export type Tone = "quiet" | "whiteboard" | "good" | "warn" | "danger";

export interface Health {
  readonly kind:
    | "unread"
    | "part"
    | "read"
    | "waiting"
    | "reading"
    | "retrying"
    | "stopping"
    | "stopped"
    | "failed";
  readonly icon: IconName;
  readonly tone: Tone;
  /** Those of `read` and `failed` go on: with when, and with why. */
  readonly words: string;
}

const HEALTH: Readonly<Record<Health["kind"], Omit<Health, "kind">>> = {
  unread: { icon: "unknown", tone: "quiet", words: "Not read yet" },
  part: { icon: "unknown", tone: "quiet", words: "Read in part" },
  read: { icon: "approved", tone: "good", words: "Read" },
  waiting: { icon: "clock", tone: "quiet", words: "Waiting to be read" },
  reading: { icon: "running", tone: "whiteboard", words: "Reading" },
  retrying: { icon: "clock", tone: "warn", words: "Waiting to be tried again" },
  stopping: { icon: "clock", tone: "quiet", words: "Stopping" },
  stopped: { icon: "blocked", tone: "quiet", words: "Reading was stopped" },
  failed: { icon: "warning", tone: "danger", words: "Could not be read" },
};

/**
 * How a board stands: what goes on, else how it ended last, else what is known.
 *
 * @param refused whether it was not even begun.
 */
export function healthOf(board: Whiteboard, refused = false): Health {
  const kind = refused ? "failed" : kindOf(board);
  const known = HEALTH[kind];
  if (kind !== "reading") return { kind, ...known };
  const far = howFar(board.task);
  return { kind, ...known, words: far ? `Reading: ${far}` : "Reading…" };
}

/** Whether it is being read, or is about to be. */
export const isUnderWay = ({ task }: Whiteboard): boolean => task !== null && !isOver(task);

function kindOf({ task, as_of: asOf, items, tags }: Whiteboard): Health["kind"] {
  if (task && !isOver(task)) {
    if (task.cancelling) return "stopping";
    if (task.state === "running") return "reading";
    return task.state === "retrying" ? "retrying" : "waiting";
  }
  // It may have been read since, by whoever asked for what is on it.
  if (task && task.state !== "succeeded" && !isLater(asOf, task.finished_at)) {
    return task.state === "cancelled" ? "stopped" : "failed";
  }
  if (asOf) return "read";
  return items + tags > 0 ? "part" : "unread";
}

function isLater(moment: string | null, than: string | null): boolean {
  return moment !== null && than !== null && Date.parse(moment) > Date.parse(than);
}

/** How far a task is, as `250 of 1,200 items`; undefined while it has not said. */
export function howFar(task: Task | null): string | undefined {
  const { done = 0, total = 0 } = task?.progress ?? {};
  return total > 0 ? `${done.toLocaleString("en")} of ${counted(total, "item")}` : undefined;
}

/** As `1 item`, `1,204 items`. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

/** What a board is called. */
export const nameOf = ({ name }: Whiteboard): string => name.trim() || "Untitled board";
