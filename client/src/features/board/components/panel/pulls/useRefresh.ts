import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { describeError } from "../../../../../api/describe";
import { isOver, type Task } from "../../../../../api/tasks";
import { announce, showToast } from "../../../../../lib";
import { pullRequestsKey, syncPullRequest } from "../../../api/pullRequests";
import { type Card, nameOf, type PullRequest } from "../../../model";
import { type TaskNews, useTask } from "../../useTask";

export interface Refresh {
  /** The pull request that is being read anew. */
  readonly busy: string | undefined;
  readonly begin: (one: PullRequest) => void;
}

interface Running {
  readonly one: PullRequest;
  /** Undefined until the server has said so. */
  readonly taskId?: string;
}

function failed(one: PullRequest, why: string): void {
  showToast({ tone: "danger", text: `${nameOf(one)} was not refreshed`, detail: why });
}

/** Has a pull request of a card read anew on GitHub, and says what came of it. */
export function useRefresh({ id }: Pick<Card, "id">, store: TaskNews): Refresh {
  const queries = useQueryClient();
  const [running, setRunning] = useState<Running | null>(null);
  const { data: task } = useTask(store, running?.taskId);
  const told = useRef<string>(undefined);
  const ended = running && task && task.id === running.taskId && isSettled(task) ? task : undefined;
  const one = running?.one;

  useEffect(() => {
    if (!ended || !one || told.current === ended.id) return;
    told.current = ended.id;
    // Where nothing changed no event tells of it, and yet it is as of now.
    void queries.invalidateQueries({ queryKey: pullRequestsKey(id) });
    if (ended.state === "succeeded") announce(`${nameOf(one)} is up to date`);
    else failed(one, ended.error?.detail ?? "Try again in a minute.");
  }, [queries, id, one, ended]);

  const begin = async (one: PullRequest) => {
    setRunning({ one });
    try {
      const { id: taskId } = await syncPullRequest(id, one.id);
      setRunning({ one, taskId });
    } catch (error) {
      setRunning(null);
      const { title, text } = describeError(error);
      failed(one, `${title}. ${text}`);
    }
  };
  return { busy: ended ? undefined : one?.id, begin: (one) => void begin(one) };
}

/** Whether there is nothing to wait for here: one that is tried again later says so now. */
function isSettled(task: Task): boolean {
  return isOver(task) || task.state === "retrying";
}
