import { useQueryClient } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { notificationsKey, unreadQuery } from "../../../api/queries";
import { showToast } from "../../../lib";
import { markRead, notificationsQuery, type Which } from "../api/notifications";
import { withRead } from "../model/read";

/** Marks notifications as read, or as unread; shown at once, and taken back if it fails. */
export function useMarkRead(): (which: Which) => Promise<void> {
  const queries = useQueryClient();
  return async (which) => {
    const at = new Date().toISOString();
    await queries.cancelQueries({ queryKey: notificationsKey });
    for (const shown of ["all", "unread"] as const) {
      queries.setQueryData(notificationsQuery(shown).queryKey, (data) => withRead(data, which, at));
    }
    try {
      queries.setQueryData(unreadQuery.queryKey, await markRead(which));
    } catch (error) {
      const { title, text } = describeError(error);
      showToast({ tone: "danger", text: title, detail: text });
      await queries.invalidateQueries({ queryKey: notificationsKey });
    }
  };
}
