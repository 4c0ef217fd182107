/** Pages of notifications after some of them were read, or not read any more. Pure. */
import type { InfiniteData } from "@tanstack/react-query";
import type { NotificationPage, Which } from "../api/notifications";

/** @param at when, as RFC 3339. */
export function withRead(
  data: InfiniteData<NotificationPage, unknown> | undefined,
  which: Which,
  at: string,
): InfiniteData<NotificationPage, unknown> | undefined {
  if (!data) return data;
  const read = "all" in which || which.read !== false;
  const means = (id: string) => "all" in which || which.ids.includes(id);
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((one) =>
      means(one.id) ? { ...one, read_at: read ? (one.read_at ?? at) : null } : one,
    ),
  }));
  return { ...data, pages };
}
