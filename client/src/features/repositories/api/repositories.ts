import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf, Repository } from "../../../api/queries";
import type { components } from "../../../api/schema";
import type { Task } from "../../../api/tasks";

type Connect = components["schemas"]["RepositoryConnect"];
export type Reachable = components["schemas"]["ReachableRepository"];
type ReachablePage = AnswerOf<"list_reachable_repositories">;

const list = (workspaceId: string) => `/workspaces/${workspaceId}/repositories`;

/** `once`: the same key connects once, also if the first answer was lost. */
export async function connectRepository(
  workspaceId: string,
  wanted: Connect,
  once: string,
): Promise<Repository> {
  const headers = { "Idempotency-Key": once };
  return (await http.post<Repository>(list(workspaceId), wanted, { headers })).data;
}

export async function renewSecret(
  workspaceId: string,
  repositoryId: string,
  secret: string,
): Promise<Repository> {
  return (await http.patch<Repository>(`${list(workspaceId)}/${repositoryId}`, { secret })).data;
}

export type Switches = Pick<Repository["writing"], "links_back" | "status_back" | "draft_on_push">;

/** Switches what Trivet writes on GitHub. */
export async function switchWriting(
  workspaceId: string,
  repositoryId: string,
  switches: Partial<Switches>,
): Promise<Repository> {
  return (await http.patch<Repository>(`${list(workspaceId)}/${repositoryId}`, switches)).data;
}

export async function disconnectRepository(
  workspaceId: string,
  repositoryId: string,
): Promise<void> {
  await http.delete(`${list(workspaceId)}/${repositoryId}`);
}

/** Has a repository looked at on GitHub, and mended where that can be. */
export async function checkRepository(workspaceId: string, repositoryId: string): Promise<Task> {
  type Begun = components["schemas"]["CheckBegun"];
  return (await http.post<Begun>(`${list(workspaceId)}/${repositoryId}/check`)).data.task;
}

const PAGE = 50;
/** GitHub may have to be asked page after page. */
const PATIENCE_MS = 60_000;

export const reachableKey = ["github", "repositories"] as const;

async function reach(query: Record<string, string>, signal?: AbortSignal): Promise<ReachablePage> {
  const path = `/github/repositories?${new URLSearchParams(query)}`;
  const options = { timeoutMs: PATIENCE_MS, ...(signal ? { signal } : {}) };
  return (await http.get<ReachablePage>(path, options)).data;
}

/** The repositories that one's GitHub account reaches, page after page. */
export const reachableQuery = (workspaceId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: [...reachableKey, workspaceId, q],
    queryFn: ({ pageParam, signal }) =>
      reach(
        {
          workspace_id: workspaceId,
          limit: String(PAGE),
          ...(q ? { q } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Has GitHub asked anew: what it said within a minute is remembered otherwise. */
export async function askGitHubAnew(): Promise<void> {
  await reach({ refresh: "true", limit: "1" });
}
