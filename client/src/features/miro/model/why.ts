/** Why a whiteboard is not read, and what to do. Pure functions. */
import type { Task } from "../../../api/tasks";
import { nextWords } from "../../tasks";
import type { Health } from "./health";

/** A board is read in somebody's name: what stopped another person need not stop oneself. */
const OF_THE_READER: ReadonlySet<string> = new Set([
  "miro_account_missing",
  "miro_board_not_found",
  "miro_sign_in_needed",
]);

/**
 * Why a board could not be read, or not yet, and what to do; undefined where nothing is amiss.
 *
 * @param mine whether it is read in the name of whoever looks.
 * @param asOf when that was asked, in milliseconds; 0 if it was not.
 */
export function whyNot(
  task: Task,
  { kind }: Pick<Health, "kind">,
  mine: boolean,
  asOf = 0,
): string | undefined {
  if (kind === "retrying") return notYet(task, asOf);
  return kind === "failed" ? notAtAll(task, mine) : undefined;
}

function notYet(task: Task, asOf: number): string {
  const { code, detail } = task.error ?? {};
  const why =
    // How many seconds that was to take was told then, not now.
    code === "miro_limited"
      ? "Miro takes no more requests right now."
      : code === "miro_unreachable"
        ? "No answer came from Miro."
        : detail;
  const next = asOf > 0 ? nextWords(task, asOf) : undefined;
  return [why, next && `${next.charAt(0).toUpperCase()}${next.slice(1)}.`]
    .filter(Boolean)
    .join(" ");
}

function notAtAll({ error }: Task, mine: boolean): string {
  if (!error) return "No reason was given. Try again.";
  const { code, detail } = error;
  if (!mine && OF_THE_READER.has(code)) {
    return "It was read in somebody else’s name, and Miro did not let them. Try again: it is read in yours then.";
  }
  if (code === "miro_board_not_found") {
    return "Miro says that it was deleted, or that you have no access to it. Open it there to see which; if it opens, try again.";
  }
  if (code === "miro_limited") return "Miro took no more requests. Try again in a minute.";
  return detail;
}
