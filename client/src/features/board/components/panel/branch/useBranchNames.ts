import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isOver, type Task } from "../../../../../api/tasks";
import { type BranchName, branchNameQuery, branchNamesKey } from "../../../api/branches";
import type { Card } from "../../../model";
import type { TaskNews } from "../../useTask";

const POLL_MS = 2_000;

/**
 * How a card's branch would be called, and which are being made: those, too, that were asked for
 * before this page was loaded, or by others. The socket tells only of one's own.
 */
export function useBranchNames(store: TaskNews, { id, version }: Card) {
  const queries = useQueryClient();
  const query = useQuery({
    ...branchNameQuery(id),
    refetchInterval: ({ state }) =>
      state.data?.pending.some(({ task }) => !isOver(task)) ? POLL_MS : false,
  });
  // Its name comes of the title and of the labels.
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void queries.invalidateQueries({ queryKey: branchNamesKey(id) });
  }, [queries, id, version]);
  useEffect(
    () =>
      store.onTask((news) => {
        const told = news as unknown as Task;
        const { queryKey } = branchNameQuery(id);
        const known = queries.getQueryData(queryKey);
        if (!known?.pending.some(({ task }) => task.id === told.id)) return;
        if (isOver(told)) void queries.invalidateQueries({ queryKey });
        else queries.setQueryData(queryKey, withNews(known, told));
      }),
    [store, queries, id],
  );
  return query;
}

function withNews(known: BranchName, told: Task): BranchName {
  const pending = known.pending.map((one) =>
    one.task.id === told.id ? { ...one, task: { ...one.task, ...told } } : one,
  );
  return { ...known, pending };
}
