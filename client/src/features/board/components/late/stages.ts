/** Says what became of a start or a finish, and offers what one may want next. */
import { announce, showToast } from "../../../../lib";
import type { FinishAnswer, StartAnswer } from "../../api/stages";
import type { FinishCard, StartCard } from "../../model";
import type { BoardActions } from "../actions";
import { undoToast } from "../undoToast";
import { takeBack } from "./undo";

/** The answer to a start or a finish. */
export function tellStage(
  actions: BoardActions,
  operation: StartCard | FinishCard,
  answer: StartAnswer | FinishAnswer,
): void {
  if (operation.type === "startCard") {
    const { column_id: to, person_id } = operation;
    tellStarted(actions, answer as StartAnswer, {
      moved: to !== undefined,
      assigned: person_id !== undefined,
    });
  } else tellFinished(actions, operation, answer as FinishAnswer);
}

/** @param done what of it is new. */
export function tellStarted(
  actions: BoardActions,
  answer: StartAnswer,
  done: { readonly moved: boolean; readonly assigned: boolean },
): void {
  const { card, task, branch_name: branch, why_no_branch: why, undo } = answer;
  if (task) {
    const { ui } = actions;
    ui.set({ branches: [...ui.get().branches, { taskId: task.id, cardId: card.id }] });
  }
  const did = [
    ...(done.assigned ? ["assigned to you"] : []),
    ...(done.moved ? [`moved to ${columnName(actions, card.column_id)}`] : []),
  ].join(", ");
  const about = task
    ? `GitHub is asked for branch ${branch}.`
    : branch
      ? `Its branch is ${branch}.`
      : why
        ? `No branch: ${lowerFirst(why)}`
        : "";
  const detail = [did && `${upperFirst(did)}.`, about].filter(Boolean).join(" ");
  const text = undo || task ? `${card.key} started` : `${card.key} is started already`;
  announce(`${text}. ${detail}`);
  undoToast({ text, detail, duration: 12_000, ...back(actions, undo?.seq) });
}

function tellFinished(
  actions: BoardActions,
  operation: FinishCard,
  { card, task, merged_branches: merged, undo }: FinishAnswer,
): void {
  if (undo) {
    const text = `${card.key} finished`;
    const detail = `Moved to ${columnName(actions, card.column_id)}.`;
    announce(`${text}. ${detail}`);
    undoToast({ text, detail, duration: 12_000, ...back(actions, undo.seq) });
  }
  const names = merged.map(({ name }) => name);
  if (task) {
    const { ui } = actions;
    const following = { taskId: task.id, cardId: card.id, deleting: true };
    ui.set({ branches: [...ui.get().branches, following] });
    return;
  }
  const [first] = names;
  if (first === undefined) {
    if (operation.delete_branches) showToast({ text: "No merged branch is left to delete" });
    return;
  }
  const one = names.length === 1;
  showToast({
    text: one ? `${first} is merged` : `${names.length} branches are merged`,
    detail: one ? "It is still on GitHub." : names.join(", "),
    duration: 20_000,
    action: {
      label: one ? "Delete merged branch" : "Delete merged branches",
      run: () => actions.edits.deleteBranches(card.id),
    },
  });
}

function back(actions: BoardActions, seq: number | undefined) {
  if (seq === undefined) return {};
  return { action: { label: "Undo", run: () => void takeBack(actions, seq) } };
}

function columnName({ scene }: BoardActions, id: string): string {
  return scene.columns.find((column) => column.id === id)?.name ?? "another column";
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
