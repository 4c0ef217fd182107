/** Pull requests of cards: all that is known of them, linking and taking away. */
import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

/** A pull request with what a card's face has no room for. */
export type PullRequestDetails = Schemas["PullRequestDetails"];
export type CheckRun = Schemas["CheckOnCard"];

export const pullRequestsKey = (cardId: string) => ["cards", cardId, "pull-requests"] as const;

/** Makes no use of GitHub. */
export const pullRequestsQuery = (cardId: string) =>
  queryOptions({
    queryKey: pullRequestsKey(cardId),
    queryFn: async ({ signal }) => {
      const path = `/cards/${cardId}/pull-requests`;
      return (await http.get<Schemas["PullRequestsOfCard"]>(path, { signal })).data.items;
    },
    // Events tell what changed, but for the words of single checks.
    staleTime: 0,
  });

/**
 * Links one, also one that was taken away; of one that is linked, says whether it finishes the card.
 *
 * @param url its address, or `acme/rocket#12`.
 */
export async function linkPullRequest(
  cardId: string,
  url: string,
  closes = true,
): Promise<PullRequestDetails> {
  const path = `/cards/${cardId}/pull-requests`;
  return (await http.post<PullRequestDetails>(path, { url, closes })).data;
}

/** Takes one away from a card, for good. */
export async function unlinkPullRequest(cardId: string, id: string): Promise<void> {
  await http.delete(`/cards/${cardId}/pull-requests/${id}`);
}

/** Has GitHub asked about one. */
export async function syncPullRequest(cardId: string, id: string): Promise<Schemas["TaskOut"]> {
  const path = `/cards/${cardId}/pull-requests/${id}/sync`;
  return (await http.post<Schemas["CheckBegun"]>(path)).data.task;
}
