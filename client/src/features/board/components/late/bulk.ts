/** Says what became of an edit of several cards, and offers to take it back. */
import { announce, showToast } from "../../../../lib";
import type { TaskAnswer } from "../../api/undo";
import type { Bulk, BulkAnswer, BulkResult } from "../../model";
import type { BoardActions } from "../actions";
import { counted } from "../edits";
import { undoToast } from "../undoToast";
import { takeBackOperation } from "./undo";

const VERBS: Readonly<Record<Bulk["type"], readonly [doing: string, did: string]>> = {
  archiveCards: ["Archiving", "Archived"],
  moveCards: ["Moving", "Moved"],
  bulkUpdate: ["Changing", "Changed"],
};

/** The answer to an edit of several cards, or to one so big that it became a task. */
export function tellBulk(
  actions: BoardActions,
  operation: Bulk,
  answer: BulkAnswer | TaskAnswer,
): void {
  const [doing, did] = VERBS[operation.type];
  if ("task" in answer) {
    const cards = counted(operation.card_ids.length, "card");
    const { ui } = actions;
    const { task, batch_id: batchId } = answer;
    const running = { id: task.id, batchId, doing: `${doing} ${cards}`, did };
    announce(`${doing} ${cards}`);
    return ui.set({ tasks: [...ui.get().tasks, running] });
  }
  if (answer.updated > 0) {
    const text = `${did} ${counted(answer.updated, "card")}`;
    const run = () => void takeBackOperation(actions, operation);
    undoToast({ text, action: { label: "Undo", run } });
  }
  const failed = answer.results.filter(({ status }) => status === "failed");
  if (failed.length > 0) tellFailed(actions, failed, did, forceOf(actions, operation, failed));
}

/** How to do it all the same: for admins, where a hard limit is all that stands against it. */
function forceOf(
  { edits, scene }: BoardActions,
  operation: Bulk,
  failed: readonly BulkResult[],
): (() => void) | undefined {
  const full = failed.filter(({ error }) => error?.code === "wip_limit_reached");
  if (operation.type !== "moveCards" || full.length === 0 || !scene.mayManage) return undefined;
  const { column_id } = operation;
  return () =>
    edits.move(
      full.map(({ card_id }) => card_id),
      column_id,
      "end",
      true,
    );
}

/**
 * Tells how many cards were left as they were, and why.
 *
 * @param count of them all, where only the first ones are named.
 */
export function tellFailed(
  { ui }: BoardActions,
  failed: readonly BulkResult[],
  did: string,
  force?: () => void,
  count = failed.length,
): void {
  const were = count === 1 ? "was" : "were";
  const title = `${counted(count, "card")} ${were} not ${did.toLowerCase()}`;
  showToast({
    text: title,
    detail: count === 1 ? failed[0]?.error?.detail : undefined,
    tone: "warn",
    duration: 12_000,
    action: {
      label: "See why",
      run: () => ui.set({ dialog: { kind: "results", title, failed, force } }),
    },
  });
}
