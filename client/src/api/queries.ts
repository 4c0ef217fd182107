import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { http } from "./http";
import type { components, operations } from "./schema";

export type Me = components["schemas"]["MeOut"];
export type Workspace = components["schemas"]["WorkspaceOut"];
export type Board = components["schemas"]["BoardSummary"];
export type Member = components["schemas"]["MemberOut"];
export type Repository = components["schemas"]["RepositoryOut"];

/** What an operation of the API answers with. */
export type AnswerOf<Name extends keyof operations, Status extends number = 200> = Extract<
  operations[Name]["responses"],
  Readonly<Record<Status, { readonly content: { readonly "application/json": unknown } }>>
>[Status]["content"]["application/json"];

export type Role = Workspace["role"];
export type Methods = AnswerOf<"auth_methods">;
export type Session = AnswerOf<"list_sessions">["items"][number];
export type GitHubAccount = AnswerOf<"github_account">;
export type ApiToken = AnswerOf<"list_api_tokens">["items"][number];
export type Invitation = AnswerOf<"list_invitations">["items"][number];
export type OwnInvitation = AnswerOf<"list_own_invitations">["items"][number];
export type AuditPage = components["schemas"]["Page_AuditEventOut_"];

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | null;
}

/** For what several people look after: asked for again now and then, while somebody looks at it. */
export const LIVELY = {
  staleTime: 0,
  refetchInterval: 30_000,
  refetchOnWindowFocus: "always",
} as const;

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

/** The ways to sign in; asked by who is signed out. */
export const methodsQuery = queryOptions({
  queryKey: ["methods"],
  queryFn: async ({ signal }) =>
    (await http.get<Methods>("/auth/methods", { signal, open: true })).data,
  staleTime: 5 * 60_000,
});

export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => everything<Session>("/auth/sessions", signal),
});

export const gitHubAccountQuery = queryOptions({
  queryKey: ["me", "github"],
  queryFn: async ({ signal }) => (await http.get<GitHubAccount>("/auth/github", { signal })).data,
});

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) => everything<ApiToken>("/auth/tokens", signal),
});

/** What one is invited to under an address that one has proven. */
export const ownInvitationsQuery = queryOptions({
  queryKey: ["me", "invitations"],
  queryFn: ({ signal }) => everything<OwnInvitation>("/auth/me/invitations", signal),
  staleTime: 60_000,
});

/** Everything about one's notifications. */
export const notificationsKey = ["me", "notifications"] as const;

/** How many are not read; sockets of boards tell sooner. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, "unread"],
  queryFn: async ({ signal }) => {
    const path = "/me/notifications?limit=1";
    return (await http.get<AnswerOf<"list_my_notifications">>(path, { signal })).data.unread;
  },
  refetchInterval: 60_000,
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

export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "invitations"],
    queryFn: ({ signal }) =>
      everything<Invitation>(`/workspaces/${workspaceId}/invitations`, signal),
  });

export const repositoriesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspaces", workspaceId, "repositories"],
    queryFn: ({ signal }) =>
      everything<Repository>(`/workspaces/${workspaceId}/repositories`, signal),
  });

/** The latest first, page after page; `type` keeps events of that type only. */
export const auditQuery = (workspaceId: string, type: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["workspaces", workspaceId, "audit", type ?? null],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: "50",
        ...(type ? { type } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return (await http.get<AuditPage>(`/workspaces/${workspaceId}/audit?${query}`, { signal }))
        .data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
  });
