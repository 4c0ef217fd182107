/** What somebody is told of, page after page, and what of it they have read. */
import { infiniteQueryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import { notificationsKey } from "../../../api/queries";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

export type Notification = Schemas["NotificationOut"];
export type NotificationPage = Schemas["NotificationsOut"];

const PAGE = "30";

export type Shown = "all" | "unread";

export const notificationsQuery = (shown: Shown) =>
  infiniteQueryOptions({
    queryKey: [...notificationsKey, "list", shown],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({
        limit: PAGE,
        ...(shown === "unread" ? { unread: "true" } : {}),
        ...(cursor ? { cursor } : {}),
      });
      return (await http.get<NotificationPage>(`/me/notifications?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    refetchInterval: 60_000,
  });

/** Some of them, or all. */
export type Which = { readonly ids: readonly string[]; readonly read?: boolean } | { all: true };

/** @returns how many are left unread. */
export async function markRead(which: Which): Promise<number> {
  const answer = await http.post<Schemas["Unread"]>("/me/notifications/read", which);
  return answer.data.unread;
}
