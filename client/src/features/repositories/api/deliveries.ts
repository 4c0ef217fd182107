/** What GitHub's webhooks delivered, and what became of it. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import type { components } from "../../../api/schema";
import type { Task } from "../../../api/tasks";
import { nextLook } from "../model/deliveryPolling";

type Schemas = components["schemas"];

export type Delivery = Schemas["DeliveryOut"];
export type DeliveryCard = Schemas["DeliveryCardOut"];
export type DeliveryPage = AnswerOf<"list_deliveries">;
type Whole = Schemas["DeliveryWhole"];

/** Which of them: all, those under way, those that failed, those that are done. */
export type Shown = "all" | "waiting" | "failed" | "done";

export interface Filter {
  readonly shown: Shown;
  /** Only of this kind; all if it is undefined. */
  readonly event: string | undefined;
}

/** Of which repository, and which of them. */
export interface Wanted extends Filter {
  readonly workspaceId: string;
  readonly repositoryId: string;
}

const PAGE = 30;

/** Everything about the deliveries of a repository. */
export const deliveriesKey = ({ workspaceId, repositoryId }: Omit<Wanted, keyof Filter>) =>
  ["workspaces", workspaceId, "deliveries", repositoryId] as const;

/** The newest first, page after page. */
export const deliveriesQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: [...deliveriesKey(wanted), wanted.shown, wanted.event ?? null],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        workspace_id: wanted.workspaceId,
        repository_id: wanted.repositoryId,
        limit: String(PAGE),
        ...(wanted.shown === "all" ? {} : { state: wanted.shown }),
        ...(wanted.event ? { event: wanted.event } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return (await http.get<DeliveryPage>(`/deliveries?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    staleTime: 0,
    refetchInterval: ({ state }) => nextLook(state.data?.pages ?? [], state.error),
  });

/** What was delivered; it may be large, and is kept only while it is looked at. */
export const bodyQuery = (deliveryId: string) =>
  queryOptions({
    queryKey: ["deliveries", deliveryId, "body"],
    queryFn: async ({ signal }) =>
      (await http.get<Whole>(`/deliveries/${deliveryId}`, { signal })).data.body,
    gcTime: 0,
    staleTime: Infinity,
  });

/** Has a delivery worked on once more, by the task that is answered. */
export async function replayDelivery(deliveryId: string): Promise<Task> {
  return (await http.post<Schemas["ReplayBegun"]>(`/deliveries/${deliveryId}/replay`)).data.task;
}
