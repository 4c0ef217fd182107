import { useQueryClient } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { showToast } from "../../../lib";
import {
  cancelTask,
  dropTask,
  retryTask,
  type Shown,
  type Task,
  type TaskPage,
  tasksKey,
  tasksQuery,
  type Whose,
} from "../api/tasks";
import { taskName } from "../model/names";

export interface Steering {
  retry: (task: Task) => Promise<boolean>;
  cancel: (task: Task) => Promise<boolean>;
  /** Throws what went wrong. */
  drop: (task: Task) => Promise<void>;
}

/**
 * What can be done to the tasks of a list. `retry` and `cancel` say what came of it, and answer
 * whether it was done.
 *
 * @param onSeeRunning shows what is under way.
 */
export function useSteer(whose: Whose, shown: Shown, onSeeRunning: () => void): Steering {
  const queries = useQueryClient();
  const { queryKey } = tasksQuery(whose, shown);
  const change = (id: string, by: readonly Task[]) => {
    queries.setQueryData(
      queryKey,
      (old) => old && { ...old, pages: old.pages.map((page) => replaced(page, id, by)) },
    );
  };
  const lookAgain = () => void queries.invalidateQueries({ queryKey: tasksKey(whose) });
  const told = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      const { title, text } = describeError(error);
      showToast({ tone: "danger", text: title, detail: text });
      return false;
    } finally {
      lookAgain();
    }
  };
  return {
    retry: (task) =>
      told(async () => {
        await retryTask(task.id);
        change(task.id, []);
        showToast({
          text: `“${taskName(task.name)}” waits for its turn`,
          action: { label: "Show", run: onSeeRunning },
        });
      }),
    cancel: (task) =>
      told(async () => {
        const now = await cancelTask(task.id);
        change(task.id, now.cancelling ? [now] : []);
        const what = now.cancelling ? "stops at its next step" : "is cancelled";
        showToast({ text: `“${taskName(task.name)}” ${what}` });
      }),
    drop: async (task) => {
      try {
        await dropTask(task.id);
        change(task.id, []);
        showToast({ text: `“${taskName(task.name)}” was dropped` });
      } finally {
        lookAgain();
      }
    },
  };
}

function replaced(page: TaskPage, id: string, by: readonly Task[]): TaskPage {
  return { ...page, items: page.items.flatMap((one) => (one.id === id ? by : [one])) };
}
