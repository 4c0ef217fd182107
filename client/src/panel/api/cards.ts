import { infiniteQueryOptions } from "@tanstack/react-query";

import type { BearerHttp } from "../../api/bearer";
import type { components } from "../../api/schema";

type Page = components["schemas"]["Page_CardRef_"];

const PAGE = "50";

/** The open cards that are the person's own, on all boards: by due date, those without one last. */
export const cardsQuery = (http: BearerHttp) =>
  infiniteQueryOptions({
    queryKey: ["cards"],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({ limit: PAGE, ...(cursor ? { cursor } : {}) });
      return (await http.get<Page>(`/me/cards?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 15_000,
  });
