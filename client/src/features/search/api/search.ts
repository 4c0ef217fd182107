/** Cards of all boards by what stands on them. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

/** A card that was found. */
export type Hit = Schemas["Hit"];

type Page = Schemas["Page_Hit_"];

const PAGE = "25";

export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["search", q],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({ q, limit: PAGE, ...(cursor ? { cursor } : {}) });
      return (await http.get<Page>(`/search?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
