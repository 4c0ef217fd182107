/** Branches of cards: what they would be called, where they start, and making them. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

/** How a card's branch would be called and where it would be made; and which are being made. */
export type BranchName = Schemas["BranchNameOut"];
/** A branch that is being made, or could not be. */
export type BranchAttempt = Schemas["BranchTaskOut"];
export type BranchOrder = Schemas["BranchCreate"];
export type Branching = Schemas["BranchingOut"];
export type BranchesPage = AnswerOf<"list_branches">;

/** All that is asked about the branches of one card. */
export const branchNamesKey = (cardId: string) => ["cards", cardId, "branch-name"] as const;

/** Makes no use of GitHub. */
export async function askBranchName(
  cardId: string,
  asked: { repo_id?: string | undefined; name?: string | undefined } = {},
  signal?: AbortSignal,
): Promise<BranchName> {
  const { repo_id, name } = asked;
  const query = new URLSearchParams({
    ...(repo_id ? { repo_id } : {}),
    ...(name === undefined ? {} : { name }),
  }).toString();
  const path = `/cards/${cardId}/branch-name${query && `?${query}`}`;
  return (await http.get<BranchName>(path, signal ? { signal } : {})).data;
}

/** @param repositoryId where it is to be made; where it usually is without it. */
export const branchNameQuery = (cardId: string, repositoryId?: string) =>
  queryOptions({
    queryKey: [...branchNamesKey(cardId), repositoryId ?? null],
    queryFn: ({ signal }) => askBranchName(cardId, { repo_id: repositoryId }, signal),
    // Titles and labels change, and others make branches too.
    staleTime: 5_000,
    // While another repository is looked at; never what another card is called.
    placeholderData: (before, query) =>
      query?.queryKey[1] === cardId ? (before as BranchName | undefined) : undefined,
  });

/** What the rules of git say of a name that somebody types. */
export const branchCheckQuery = (cardId: string, name: string) =>
  queryOptions({
    queryKey: ["branch-check", name],
    queryFn: async ({ signal }) => (await askBranchName(cardId, { name }, signal)).problem,
    staleTime: Infinity,
  });

/** @param once the same key orders one branch, also if the first answer was lost. */
export async function orderBranch(
  cardId: string,
  order: BranchOrder,
  once: string,
): Promise<Schemas["TaskOut"]> {
  const headers = { "Idempotency-Key": once };
  const path = `/cards/${cardId}/create-branch`;
  return (await http.post<Schemas["BranchBegun"]>(path, order, { headers })).data.task;
}

const BRANCHES = 30;

/** The branches of a repository as GitHub has them now, page after page. */
export const branchesQuery = (workspaceId: string, repositoryId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["workspaces", workspaceId, "repositories", repositoryId, "branches", q],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(BRANCHES),
        ...(q ? { q } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      const path = `/workspaces/${workspaceId}/repositories/${repositoryId}/branches?${query}`;
      return (await http.get<BranchesPage>(path, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    staleTime: 30_000,
  });

export const branchingQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["boards", boardId, "branching"],
    queryFn: async ({ signal }) =>
      (await http.get<Branching>(`/boards/${boardId}/branching`, { signal })).data,
    // Events tell of changes only while somebody listens.
    staleTime: 0,
  });

export async function putBranching(
  boardId: string,
  body: Schemas["BranchingPut"],
): Promise<Branching> {
  return (await http.request<Branching>("PUT", `/boards/${boardId}/branching`, { body })).data;
}

export type Examples = Schemas["BranchExamplesOut"];

/** What a template makes of some titles; that of boards which chose none without one. */
export const examplesQuery = (boardId: string, template?: string) =>
  queryOptions({
    queryKey: ["boards", boardId, "branching", "examples", template ?? null],
    queryFn: async ({ signal }) => {
      const query = template === undefined ? "" : `?${new URLSearchParams({ template })}`;
      const path = `/boards/${boardId}/branching/examples${query}`;
      return (await http.get<Examples>(path, { signal })).data;
    },
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
