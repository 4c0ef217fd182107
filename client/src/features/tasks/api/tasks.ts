/** What is done in the background: of a workspace, or of the installation itself. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import { nextLook } from "../model/polling";

type Schemas = components["schemas"];

export type Task = Schemas["TaskOut"];
export type TaskPage = Schemas["Page_TaskOut_"];

/** Whose: a workspace's, or the installation's. */
export type Whose = { readonly workspaceId: string } | "installation";

/** Which of them: what waits for a person, what is under way, what is over. */
export type Shown = "attention" | "running" | "finished";

const STATES: Readonly<Record<Shown, readonly string[]>> = {
  attention: ["dead"],
  running: ["open"],
  finished: ["succeeded", "cancelled"],
};

/** Everything about somebody's tasks. */
export const tasksKey = (whose: Whose) =>
  whose === "installation"
    ? (["installation", "tasks"] as const)
    : (["workspaces", whose.workspaceId, "tasks"] as const);

/** More are not counted out. */
export const MOST_COUNTED = 20;

const PAGE = 30;

async function list(
  whose: Whose,
  shown: Shown,
  signal: AbortSignal,
  limit: number,
  cursor: string | null = null,
): Promise<TaskPage> {
  const path = whose === "installation" ? "/tasks" : `/workspaces/${whose.workspaceId}/tasks`;
  const query = new URLSearchParams({ limit: String(limit) });
  for (const state of STATES[shown]) query.append("state", state);
  if (cursor) query.set("cursor", cursor);
  return (await http.get<TaskPage>(`${path}?${query}`, { signal })).data;
}

/** The youngest first, page after page. */
export const tasksQuery = (whose: Whose, shown: Shown) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey(whose), "list", shown],
    queryFn: ({ pageParam, signal }) => list(whose, shown, signal, PAGE, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    staleTime: 0,
    refetchInterval: ({ state }) => nextLook(state.data?.pages ?? [], state.error),
  });

/** Whoever asked for these was told on the card why they failed, with the way out. */
const TOLD_WHERE_ASKED: ReadonlySet<string> = new Set(["create_branch_task"]);

const waits = ({ name, state }: Task) => state === "indeterminate" || !TOLD_WHERE_ASKED.has(name);

/** How many wait for a person; `MOST_COUNTED + 1` stands for more. */
export const attentionQuery = (whose: Whose) =>
  queryOptions({
    queryKey: [...tasksKey(whose), "count"],
    queryFn: async ({ signal }) =>
      (await list(whose, "attention", signal, MOST_COUNTED + 1)).items.filter(waits).length,
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

export async function retryTask(taskId: string): Promise<Task> {
  return (await http.post<Task>(`/tasks/${taskId}/retry`)).data;
}

export async function cancelTask(taskId: string): Promise<Task> {
  return (await http.post<Task>(`/tasks/${taskId}/cancel`)).data;
}

export async function dropTask(taskId: string): Promise<void> {
  await http.delete(`/tasks/${taskId}`);
}
