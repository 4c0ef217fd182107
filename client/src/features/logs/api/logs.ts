/** What clients log; for instance admins. */
import { infiniteQueryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import type { components } from "../../../api/schema";
import { momentOf } from "../model/since";

export type LogEntry = components["schemas"]["ClientLogOut"];
type LogPage = AnswerOf<"list_client_logs">;

/** From which level up. */
export type Gravity = "warning" | "error";

/** From when on: within the last hour, day, week. */
export type Since = "hour" | "day" | "week";

/** Which of them; what is undefined narrows nothing. */
export interface Filter {
  readonly level: Gravity | undefined;
  readonly since: Since | undefined;
  readonly q: string | undefined;
  readonly userId: string | undefined;
  readonly requestId: string | undefined;
}

const PAGE = 50;

/** Everything about them. */
export const logsKey = ["installation", "logs"] as const;

/** The latest first, page after page. */
export const logsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [...logsKey, filter],
    queryFn: async ({ pageParam, signal }) => {
      const { level, since, q, userId, requestId } = filter;
      const query = new URLSearchParams({
        limit: String(PAGE),
        ...(level ? { level } : {}),
        ...(since ? { since: momentOf(since, Date.now()) } : {}),
        ...(q ? { q } : {}),
        ...(userId ? { user_id: userId } : {}),
        ...(requestId ? { request_id: requestId } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return (await http.get<LogPage>(`/logs?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    staleTime: 0,
  });
