import { queryOptions } from "@tanstack/react-query";

import { http } from "./http";
import type { components } from "./schema";

export type Me = components["schemas"]["MeOut"];
export type Workspace = components["schemas"]["WorkspaceOut"];
export type Board = components["schemas"]["BoardSummary"];
export type Member = components["schemas"]["MemberOut"];
export type Repository = components["schemas"]["RepositoryOut"];

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | null;
}

const PAGE = 100;

/** A whole list, page after page. */
export async function everything<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null | undefined = null;
  do {
    const query: URLSearchParams = new URLSearchParams({
      limit: String(PAGE),
      ...(cursor ? { cursor } : {}),
    });
    const { data }: { readonly data: Page<T> } = await http.request<Page<T>>(
      "GET",
      `${path}${path.includes("?") ? "&" : "?"}${query}`,
      signal ? { signal } : {},
    );
    items.push(...data.items);
    cursor = data.next_cursor;
  } while (cursor);
  return items;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }) => (await http.request<Me>("GET", "/auth/me", { signal })).data,
  staleTime: 5 * 60_000,
});

export const workspacesQuery = queryOptions({
  queryKey: ["workspaces"],
  queryFn: ({ signal }) => everything<Workspace>("/workspaces", signal),
});

export const boardsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "boards"],
    queryFn: ({ signal }) => everything<Board>(`/workspaces/${workspaceId}/boards`, signal),
  });

export const archivedBoardsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "boards", "archived"],
    queryFn: ({ signal }) =>
      everything<Board>(`/workspaces/${workspaceId}/boards?archived=true`, signal),
  });

export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "members"],
    queryFn: ({ signal }) => everything<Member>(`/workspaces/${workspaceId}/members`, signal),
    staleTime: 60_000,
  });

export const repositoriesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "repositories"],
    queryFn: ({ signal }) =>
      everything<Repository>(`/workspaces/${workspaceId}/repositories`, signal),
  });
