import type { Task } from "../../../../../api/tasks";
import { showToast } from "../../../../../lib";
import { someOf } from "../undoWords";

/** What the task answers of each branch. */
interface Removed {
  readonly name: string;
  readonly repository: string;
  readonly state: "deleted" | "gone" | "kept";
  readonly detail: string | null;
}

/** Says what became of merged branches that were to be deleted. */
export function tellDeleted(task: Task, again: () => void): void {
  if (task.state === "cancelled") return;
  if (task.state !== "succeeded") {
    showToast({
      tone: "danger",
      text: "The merged branches were not deleted",
      detail: task.error?.detail,
      duration: 0,
      action: { label: "Try again", run: again },
    });
    return;
  }
  const all = ((task.result ?? {}) as { branches?: readonly Removed[] }).branches ?? [];
  const gone = all.filter(({ state }) => state !== "kept");
  const kept = all.filter(({ state }) => state === "kept");
  if (gone.length > 0) {
    const one = gone.length === 1;
    const before = gone.every(({ state }) => state === "gone");
    const what = one ? "Branch" : "Branches";
    showToast({
      tone: "good",
      text: before ? `${what} deleted before` : `${what} deleted`,
      detail: someOf(gone.map(({ name, repository }) => `${name} in ${repository}`)),
    });
  }
  if (kept.length > 0) {
    showToast({
      tone: "warn",
      text: kept.length === 1 ? `${kept[0]?.name} was left` : "Some branches were left",
      detail: someOf(kept.map(({ detail }) => detail ?? "GitHub did not say why.")),
      duration: 12_000,
    });
  }
}
