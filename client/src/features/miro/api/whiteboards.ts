/** Boards in Miro, what is known of each, and what Miro lets us do. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";

import { ApiError } from "../../../api/errors";
import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import type { Task } from "../../../api/tasks";
import { FAILED_MS, nextLookAtLimits } from "../model/looking";
import { miroAccountQuery } from "./account";

export type Whiteboard = AnswerOf<"get_miro_board">;
export type MiroLimits = AnswerOf<"get_miro_limits">;

export interface WhiteboardPage extends AnswerOf<"list_miro_boards"> {
  /** Whether Miro was not asked, or did not answer: these are those that were lately read here. */
  readonly stale: boolean;
}

/** Everything that was seen in one's name; it is nobody's any more once Miro is disconnected. */
export const miroKey = ["miro"] as const;
const listKey = [...miroKey, "whiteboards"] as const;

/** The last opened first, page after page. Each page is a request to Miro. */
export const whiteboardsQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: [...listKey, query],
    queryFn: async ({ client, pageParam, signal }): Promise<WhiteboardPage> => {
      const asked = new URLSearchParams({
        ...(query ? { query } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      const path = `/api/boards?${asked}`;
      const { data, headers } = await noticing(
        client,
        http.get<AnswerOf<"list_miro_boards">>(path, { signal }),
      );
      return { ...data, stale: headers.get("X-Cache") === "STALE" };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Until it is there again.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ stale }) => stale) ? FAILED_MS : false,
  });

/**
 * A board while it is read. What is learnt stands in the lists, too.
 *
 * @param everyMs how often to look.
 */
export const whiteboardQuery = (id: string, everyMs: number) =>
  queryOptions({
    queryKey: [...miroKey, "whiteboard", id],
    queryFn: async ({ client, signal }) => {
      try {
        const asked = http.get<Whiteboard>(pathOf(id), { signal });
        const { data } = await noticing(client, asked);
        keepWhiteboard(client, data);
        return data;
      } catch (error) {
        if (isGone(error)) void client.invalidateQueries({ queryKey: listKey });
        throw error;
      }
    },
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state: { error } }) => {
      if (isGone(error)) return false;
      return error ? FAILED_MS : everyMs;
    },
  });

export const miroLimitsQuery = queryOptions({
  queryKey: [...miroKey, "limits"],
  queryFn: async ({ signal }) => (await http.get<MiroLimits>("/api/limits", { signal })).data,
  staleTime: 5_000,
  refetchInterval: ({ state }) => nextLookAtLimits(state.data, Date.now()),
});

/** Have all of a board read anew, unless that is under way. */
export async function readWhiteboard(client: QueryClient, id: string): Promise<Task> {
  const asked = http.post<AnswerOf<"sync_miro_board", 202>>(`${pathOf(id)}/sync`);
  return (await noticing(client, asked)).data.task;
}

/** Have a board looked at for changes until one says otherwise. */
export async function followWhiteboard(client: QueryClient, id: string): Promise<Whiteboard> {
  const asked = http.put<AnswerOf<"follow_miro_board">>(`${pathOf(id)}/follow`);
  return (await noticing(client, asked)).data;
}

/** Have a board looked at no more, as far as oneself is concerned. */
export async function unfollowWhiteboard(client: QueryClient, id: string): Promise<void> {
  await noticing(client, http.delete(`${pathOf(id)}/follow`));
}

/** Shows how a board is now in all lists. */
export function keepWhiteboard(client: QueryClient, board: Whiteboard): void {
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: listKey })) {
    client.setQueryData<{ pages: readonly WhiteboardPage[] }>(
      queryKey,
      (old) => old && { ...old, pages: old.pages.map((page) => replaced(page, board)) },
      // The others are as old as they were.
      { updatedAt: state.dataUpdatedAt },
    );
  }
}

/** A list that was asked for before something began would tell that it did not: it is asked for again. */
export function askAgainIfAsking(client: QueryClient): void {
  if (client.isFetching({ queryKey: listKey })) {
    void client.invalidateQueries({ queryKey: listKey });
  }
}

function replaced(page: WhiteboardPage, board: Whiteboard): WhiteboardPage {
  return { ...page, items: page.items.map((one) => (one.id === board.id ? board : one)) };
}

const pathOf = (id: string) => `/api/boards/${encodeURIComponent(id)}`;

const isGone = (error: unknown) =>
  error instanceof ApiError && error.code === "miro_board_not_found";

/** These say that the account is not what it was. */
const ABOUT_THE_ACCOUNT: ReadonlySet<string> = new Set([
  "miro_account_missing",
  "miro_sign_in_needed",
]);

async function noticing<T>(client: QueryClient, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && ABOUT_THE_ACCOUNT.has(error.code)) {
      void client.invalidateQueries(miroAccountQuery);
    }
    throw error;
  }
}
