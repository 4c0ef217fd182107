/** Cards of all boards by what stands on them. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import type { Hit, Page } from "../../../api/comingBoard";
import { http } from "../../../api/http";

const PAGE = "25";

export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["search", q],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({ q, limit: PAGE, ...(cursor ? { cursor } : {}) });
      return (await http.get<Page<Hit>>(`/search?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
