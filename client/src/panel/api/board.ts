import { queryOptions } from "@tanstack/react-query";

import type { BearerHttp } from "../../api/bearer";
import type { components } from "../../api/schema";
import { isUnderWay } from "../model/standing";

export type MiroBoard = components["schemas"]["MiroBoardOut"];
type Sync = components["schemas"]["MiroSyncOut"];

const POLL_MS = 2_000;

const pathOf = (boardId: string) => `/api/boards/${encodeURIComponent(boardId)}`;

/** What is known of a board; asked for again while it is read, as long as somebody looks. */
export const boardQuery = (http: BearerHttp, boardId: string) =>
  queryOptions({
    queryKey: ["board", boardId],
    queryFn: async ({ signal }) => (await http.get<MiroBoard>(pathOf(boardId), { signal })).data,
    staleTime: POLL_MS,
    refetchInterval: ({ state }) =>
      state.data?.task && isUnderWay(state.data.task) ? POLL_MS : false,
  });

/** Has all of a board read anew: the task that does. */
export async function readBoard(http: BearerHttp, boardId: string): Promise<Sync["task"]> {
  return (await http.post<Sync>(`${pathOf(boardId)}/sync`)).data.task;
}
