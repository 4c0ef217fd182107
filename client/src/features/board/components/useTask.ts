import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Task, taskQuery } from "../../../api/tasks";
import type { BoardStore } from "../model";

/** The part of the store that tells of tasks. */
export type TaskNews = Pick<BoardStore, "onTask">;

/**
 * A task until it is over: the board's socket tells at once, and where it does not, we ask.
 *
 * @param id undefined while there is none.
 */
export function useTask(store: TaskNews, id: string | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (id === undefined) return;
    return store.onTask((news) => {
      if (news.id !== id) return;
      const told = news as unknown as Partial<Task>;
      queries.setQueryData(taskQuery(id).queryKey, (old) => ({ ...old, ...told }) as Task);
    });
  }, [store, queries, id]);
  return useQuery({ ...taskQuery(id ?? ""), enabled: id !== undefined });
}
