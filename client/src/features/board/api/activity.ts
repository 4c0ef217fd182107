/** What happened to a card, or on a board, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { BoardEvent } from "../model";

interface ActivityPage {
  readonly items: readonly BoardEvent[];
  readonly next_cursor?: string | null;
}

/** What one sees at first, and how much more at a time. */
const FIRST = 5;
const MORE = 20;

export const activityQuery = (cardId: string) =>
  infiniteQueryOptions({
    queryKey: ["cards", cardId, "activity"],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams(
        cursor === null ? { limit: String(FIRST) } : { limit: String(MORE), cursor },
      );
      const path = `/cards/${encodeURIComponent(cardId)}/activity?${query}`;
      return (await http.request<ActivityPage>("GET", path, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // Asked anew by events; whoever opens the card again may have missed some.
    staleTime: 0,
  });

const BOARD_PAGE = "50";

export const boardActivityQuery = (boardId: string) =>
  infiniteQueryOptions({
    queryKey: ["boards", boardId, "activity"],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({ limit: BOARD_PAGE, ...(cursor ? { cursor } : {}) });
      return (await http.get<ActivityPage>(`/boards/${boardId}/activity?${query}`, { signal }))
        .data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
