/** How what is known of a board in Miro stands. Pure. */
import type { components } from "../../api/schema";

type Task = components["schemas"]["TaskOut"];
type Board = Pick<
  components["schemas"]["MiroBoardOut"],
  "items" | "tags" | "as_of" | "complete" | "task"
>;

export type Standing =
  /** It will be read. */
  | { readonly kind: "waiting" }
  | {
      readonly kind: "reading";
      readonly done: number;
      /** How many items there are; null while that is not known. */
      readonly total: number | null;
    }
  /** That failed, and is tried again by itself. */
  | { readonly kind: "retrying"; readonly why: string }
  /** That failed, and is not. */
  | { readonly kind: "failed"; readonly why: string; readonly asOf: string | null }
  | { readonly kind: "unread" }
  /** Only what somebody has asked for is known. */
  | { readonly kind: "partial" }
  | { readonly kind: "whole"; readonly asOf: string };

export function isUnderWay({ state }: Pick<Task, "state">): boolean {
  return ["queued", "running", "retrying"].includes(state);
}

export function standingOf({ items, tags, as_of, complete, task }: Board): Standing {
  if (task && isUnderWay(task)) return ofTask(task);
  if (task && ["failed", "indeterminate"].includes(task.state))
    return { kind: "failed", why: why(task), asOf: as_of };
  if (as_of && complete) return { kind: "whole", asOf: as_of };
  return { kind: items + tags > 0 ? "partial" : "unread" };
}

function ofTask(task: Task): Standing {
  if (task.state === "retrying") return { kind: "retrying", why: why(task) };
  if (task.state === "queued") return { kind: "waiting" };
  const { done = 0, total = 0 } = task.progress ?? {};
  return { kind: "reading", done, total: total > 0 ? total : null };
}

function why({ error }: Pick<Task, "error">): string {
  return error?.detail ?? "";
}

/** "1,204 items, 12 tags". */
export function amounts({ items, tags }: Pick<Board, "items" | "tags">): string {
  return `${count(items, "item")}, ${count(tags, "tag")}`;
}

export function count(many: number, what: string): string {
  return `${many.toLocaleString("en-GB")} ${what}${many === 1 ? "" : "s"}`;
}
