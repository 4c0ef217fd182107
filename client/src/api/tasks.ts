/** What goes on behind, as tasks. */
import { queryOptions } from "@tanstack/react-query";

import { http } from "./http";
import type { components } from "./schema";

export type Task = components["schemas"]["TaskOut"];

const POLL_MS = 2_000;

export function isOver({ state }: Task): boolean {
  return !["queued", "running", "retrying"].includes(state);
}

/** A task until it is over; sockets tell sooner where there are any. */
export const taskQuery = (taskId: string) =>
  queryOptions({
    queryKey: ["tasks", taskId],
    queryFn: async ({ signal }) => (await http.get<Task>(`/tasks/${taskId}`, { signal })).data,
    staleTime: POLL_MS,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
  });

export async function cancelTask(taskId: string): Promise<Task> {
  return (await http.post<Task>(`/tasks/${taskId}/cancel`)).data;
}
