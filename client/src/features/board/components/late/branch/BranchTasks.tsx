import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isOver, type Task } from "../../../../../api/tasks";
import { copyText, showToast } from "../../../../../lib";
import { branchNamesKey } from "../../../api/branches";
import { switchCommand } from "../../../model";
import { troubleOf } from "../../../model/branchTrouble";
import { useActions } from "../../context";
import { type OrderedBranch, type UiStore, useUi, useUiStore } from "../../ui";
import { type TaskNews, useTask } from "../../useTask";
import { tellDeleted } from "./deletion";

/** Follows branches that were asked for here or are deleted, and says what became of them. */
export function BranchTasks({ store }: { store: TaskNews }) {
  const branches = useUi((ui) => ui.branches);
  return branches.map((one) => <Followed key={one.taskId} order={one} store={store} />);
}

function Followed({ order, store }: { order: OrderedBranch; store: TaskNews }) {
  const { taskId, cardId, deleting } = order;
  const ui = useUiStore();
  const { edits } = useActions();
  const queries = useQueryClient();
  const { data: task } = useTask(store, taskId);
  useEffect(() => {
    if (!task || !isOver(task)) return;
    ui.set({ branches: ui.get().branches.filter((one) => one.taskId !== taskId) });
    void queries.invalidateQueries({ queryKey: branchNamesKey(cardId) });
    if (deleting) tellDeleted(task, () => edits.deleteBranches(cardId));
    else tellOver(ui, cardId, task, edits.card(cardId)?.key);
  }, [ui, edits, queries, task, taskId, cardId, deleting]);
  return null;
}

/** What the task answers. */
interface Made {
  readonly branch: string;
  readonly repository: string;
  /** False where it was there already, as wanted. */
  readonly created: boolean;
}

function tellOver(ui: UiStore, cardId: string, task: Task, key: string | undefined): void {
  const { dialog } = ui.get();
  const asking = dialog?.kind === "branch" && dialog.cardId === cardId;
  if (task.state === "succeeded") {
    const { branch, repository, created } = task.result as unknown as Made;
    if (asking) ui.set({ dialog: null });
    return void showToast({
      tone: "good",
      text: created ? "Branch created" : "The branch was there already, and is linked now",
      detail: `${branch} in ${repository}`,
      duration: 12_000,
      action: {
        label: "Copy git command",
        run: () => void copyText(switchCommand(branch), "git command"),
      },
    });
  }
  // Where one looks at it, the dialog tells.
  const trouble = asking ? null : troubleOf(task);
  if (!trouble) return;
  showToast({
    tone: "danger",
    text: key === undefined ? trouble.title : `${key}: ${trouble.title}`,
    detail: trouble.detail,
    duration: 0,
    action: { label: "Try again…", run: () => ui.set({ dialog: { kind: "branch", cardId } }) },
  });
}
