/** The cards that are one's own, on all boards. */
import { infiniteQueryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";

type Page = components["schemas"]["Page_CardRef_"];

const PAGE = "100";

/** By due date, those without one last. */
export const myCardsQuery = infiniteQueryOptions({
  queryKey: ["me", "cards"],
  queryFn: async ({ pageParam: cursor, signal }) => {
    const query = new URLSearchParams({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    return (await http.get<Page>(`/me/cards?${query}`, { signal })).data;
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: 0,
});
