/** Single operations of a job, in words. Pure functions. */
import { isWebAddress } from "../../../lib";
import type { MiroOperation, MiroWholeJob } from "../api/jobs";
import type { Standing } from "./jobs";

/** Which operations are shown. */
export type Shown = "all" | "failed" | "unknown" | "open" | "cancelled" | "done";

const VERBS: Readonly<Record<string, string>> = {
  create: "Create",
  update: "Change",
  delete: "Delete",
  attach: "Attach",
  detach: "Take off",
};

/** What it does, as one would tell somebody to do it: `Create a sticky note`. */
export function operationWords(type: string): string {
  const [action = "", ...kind] = type.split("_");
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action] : undefined;
  return verb && kind.length > 0 ? `${verb} a ${kind.join(" ")}` : type;
}

/**
 * How an operation stands.
 *
 * @param sending whether something is sent this moment.
 */
export function operationStanding({ state }: MiroOperation, sending: boolean): Standing {
  switch (state) {
    case "done":
      return { icon: "approved", tone: "good", words: "Done" };
    case "failed":
      return { icon: "warning", tone: "danger", words: "Failed" };
    case "cancelled":
      return { icon: "blocked", tone: "quiet", words: "Cancelled" };
    case "indeterminate":
      return { icon: "unknown", tone: "warn", words: "Not known" };
    case "working":
      return sending
        ? { icon: "running", tone: "whiteboard", words: "Sending" }
        : { icon: "clock", tone: "warn", words: "No answer yet" };
    default:
      return { icon: "clock", tone: "quiet", words: "Waiting" };
  }
}

const STATES: Readonly<Record<Exclude<Shown, "all">, readonly string[]>> = {
  failed: ["failed"],
  unknown: ["indeterminate"],
  open: ["pending", "working"],
  cancelled: ["cancelled"],
  done: ["done"],
};

export function shownOf(
  operations: readonly MiroOperation[],
  shown: Shown,
): readonly MiroOperation[] {
  if (shown === "all") return operations;
  const states = STATES[shown];
  return operations.filter(({ state }) => states.includes(state));
}

/** How many stand where, of those that one can ask for. */
export function countsOf(job: MiroWholeJob): Readonly<Record<Shown, number>> {
  return {
    all: job.total,
    failed: job.failed,
    unknown: job.indeterminate,
    open: job.pending + job.working,
    cancelled: job.cancelled,
    done: job.done,
  };
}

/** Both ways out where nobody knows whether it was done, as one sees it on the board. */
export function answersOf(type: string): Readonly<{ made: string; not: string }> {
  const action = type.split("_")[0];
  if (action === "create") return { made: "It is there", not: "It is not there: send it again" };
  if (action === "delete") return { made: "It is gone", not: "It is still there: send it again" };
  return { made: "It was done", not: "It was not done: send it again" };
}

/**
 * Where what an operation is about is in Miro; undefined where that is not known, and for what is no item.
 *
 * @param viewLink where its board is.
 */
export function itemLink(
  viewLink: string | null,
  { type, state, item_id: id }: MiroOperation,
): string | undefined {
  const gone = type.startsWith("delete_") && state === "done";
  if (!id || gone || isAboutTag(type) || !isWebAddress(viewLink)) return undefined;
  const link = new URL(viewLink);
  link.searchParams.set("moveToWidget", id);
  return link.href;
}

/** Whether it is about a tag, which lies nowhere on a board; not about what a tag is put on. */
export const isAboutTag = (type: string): boolean => /^(create|update|delete)_tag$/.test(type);
