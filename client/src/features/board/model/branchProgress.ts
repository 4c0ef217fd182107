import type { Task } from "../../../api/tasks";

/**
 * How far the making of a branch is, in words.
 *
 * @param task undefined while its order is on the way.
 * @param when says when something goes on.
 */
export function progressWords(task: Task | undefined, when: (at: string) => string): string {
  if (!task) return "Handing it over…";
  if (task.state === "queued") return "Waiting for its turn…";
  if (task.state === "retrying") {
    const again = task.next_attempt_at ? ` Trying again ${when(task.next_attempt_at)}.` : "";
    return `${task.error?.detail ?? "It did not work yet."}${again}`;
  }
  return task.progress?.note || "Creating…";
}
