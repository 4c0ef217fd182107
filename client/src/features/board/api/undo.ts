/** Taking back one's own changes, and what goes on as a task. */
import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

export type Task = Schemas["TaskOut"];

/** A change that goes on behind, as a task. */
export type TaskAnswer = Schemas["TaskBegun"];

export type UndoAnswer = Schemas["UndoOut"];
export type UndoneChange = Schemas["Undone"];
export type BlockedChange = Schemas["Blocked"];

/** @param seq an event of the change; one's own last change without it. */
export async function postUndo(boardId: string, seq?: number): Promise<UndoAnswer | TaskAnswer> {
  const body = seq === undefined ? {} : { seq };
  return (await http.post<UndoAnswer | TaskAnswer>(`/boards/${boardId}/undo`, body)).data;
}

export async function cancelTask(taskId: string): Promise<Task> {
  return (await http.post<Task>(`/tasks/${taskId}/cancel`)).data;
}

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
