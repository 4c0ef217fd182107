/** How queued changes stand, in words. Pure functions. */
import { isOver } from "../../../api/tasks";
import type { IconName } from "../../../lib";
import { nextWords } from "../../tasks";
import type { MiroJob } from "../api/jobs";
import type { MiroLimits } from "../api/whiteboards";
import { isSpent } from "./credits";
import { counted, type Tone } from "./health";

export interface Standing {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly words: string;
}

/** What a job is known of; its operations are told apart. */
type Told = Pick<
  MiroJob,
  | "total"
  | "pending"
  | "working"
  | "done"
  | "failed"
  | "cancelled"
  | "indeterminate"
  | "state"
  | "task"
>;

/** Whether something of it is still to be sent, or to be found out. */
export const isOpen = ({ pending, working }: Told): boolean => pending + working > 0;

/** Whether it is open, and nothing works on it any more. */
const isAbandoned = (job: Told): boolean => isOpen(job) && (job.task === null || isOver(job.task));

/** Whether it was cancelled, and what was sent before that is still to end. */
const isStopping = (job: Told): boolean =>
  isOpen(job) && job.pending === 0 && job.cancelled > 0 && !isAbandoned(job);

/** Whether there is something of it that need not be sent. */
export const canCancel = (job: Told): boolean => job.pending > 0 && !isAbandoned(job);

/** Whether something of it can be sent once more. */
export const canRetry = (job: Told): boolean =>
  isOpen(job) ? isAbandoned(job) : job.failed + job.cancelled > 0;

/** How many of its operations came to an end, whichever. */
export const endedOf = ({ total, pending, working }: Told): number => total - pending - working;

/** As `420 of 1,000 done`. */
export function doneWords({ done, total }: Told): string {
  return `${done.toLocaleString("en")} of ${total.toLocaleString("en")} done`;
}

/** What did not end well, each with how many. */
export function badWords({ failed, cancelled, indeterminate }: Told): string[] {
  return [
    failed > 0 ? `${failed.toLocaleString("en")} failed` : "",
    indeterminate > 0 ? `${indeterminate.toLocaleString("en")} not known` : "",
    cancelled > 0 ? `${cancelled.toLocaleString("en")} cancelled` : "",
  ].filter(Boolean);
}

/**
 * How a job stands.
 *
 * @param now in milliseconds.
 */
export function standingOf(job: Told, now: number): Standing {
  if (isAbandoned(job)) return { icon: "warning", tone: "warn", words: "Interrupted" };
  if (isStopping(job)) return { icon: "clock", tone: "quiet", words: "Stopping" };
  if (isOpen(job)) {
    if (waitsUntil(job, now)) return { icon: "clock", tone: "warn", words: "Waiting" };
    return job.state === "pending" && job.task?.state !== "running"
      ? { icon: "clock", tone: "quiet", words: "Waiting for its turn" }
      : { icon: "running", tone: "whiteboard", words: "Sending" };
  }
  return endingOf(job);
}

function endingOf(job: Told): Standing {
  switch (job.state) {
    case "done":
      return { icon: "approved", tone: "good", words: "Done" };
    case "failed":
      return { icon: "warning", tone: "danger", words: "Failed" };
    case "cancelled":
      return { icon: "blocked", tone: "quiet", words: "Cancelled" };
    case "indeterminate":
      return { icon: "unknown", tone: "warn", words: "Needs you to look" };
    default:
      return job.done > 0
        ? { icon: "warning", tone: "warn", words: "Done in part" }
        : { icon: "warning", tone: "danger", words: "Not done" };
  }
}

/** How a job ended, read aloud: `done`, or `done in part: 2 failed, 1 not known`. */
export function endingWords(job: Told): string {
  const words = endingOf(job).words.toLowerCase();
  const bad = badWords(job);
  return job.state === "partial" ? `${words}: ${bad.join(", ")}` : words;
}

/** Less is no waiting: it gives way to others for a moment. */
const NOTICED_MS = 2_500;

/** Until when nothing of it is sent; undefined where that is no time worth telling. */
function waitsUntil({ task }: Told, now: number): string | undefined {
  const at = task && !isOver(task) && task.state !== "running" ? task.next_attempt_at : null;
  return at && Date.parse(at) - now > NOTICED_MS ? at : undefined;
}

/**
 * What an open job waits for, and until when; undefined where it does not wait.
 *
 * @param limits what Miro lets whoever looks do; undefined where that is not known.
 * @param now in milliseconds.
 */
export function waitsFor(
  job: Told,
  limits: MiroLimits | undefined,
  now: number,
): string | undefined {
  const { task, working } = job;
  if (isAbandoned(job)) return "Nothing works on it any more. Try again, and it goes on.";
  if (isStopping(job) && working > 0) {
    return `${counted(working, "change")} ${working === 1 ? "was" : "were"} sent before that: what becomes of ${working === 1 ? "it" : "them"} shows here.`;
  }
  if (!isOpen(job) || !task || !waitsUntil(job, now)) return undefined;
  const next = nextWords({ ...task, state: "queued" }, now)?.replace("begins", "Goes on");
  return [reason(job, limits), next && `${next}.`].filter(Boolean).join(" ");
}

function reason({ task, working }: Told, limits: MiroLimits | undefined): string | undefined {
  const { code, detail } = task?.error ?? {};
  if (code === "miro_limited" || (!code && limits && isSpent(limits))) {
    return "Your credits at Miro are used up; nothing is lost.";
  }
  if (code === "miro_unreachable" || (!code && limits?.answering === false)) {
    return "Miro does not answer; nothing is lost.";
  }
  if (detail) return detail;
  // Nothing is sent while it waits: these were, and no answer came.
  if (working === 0) return undefined;
  return `No answer came about ${counted(working, "change")}: Trivet looks at the board whether Miro did ${working === 1 ? "it" : "them"}.`;
}

/** What its board is called. */
export function boardOf({ board_name: name, board_id: id }: MiroJob): string {
  return name === null ? `Board ${id}` : name.trim() || "Untitled board";
}
