/** How a card stands to others, also to those of other boards. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import type { Card } from "../model";

type Schemas = components["schemas"];

/** A card as others name it, also one of another board. */
export type CardRef = Schemas["CardRef"];

/** What a card has to do with others. */
export type Relations = Schemas["Relations"];

/** Asked anew whenever the card stands otherwise to others than before. */
export const relationsQuery = (card: Card) =>
  queryOptions({
    queryKey: [
      "cards",
      card.id,
      "relations",
      card.parent_id ?? null,
      ...(card.blocked_by ?? []),
      ">",
      ...(card.blocks ?? []),
    ],
    queryFn: async ({ signal }) =>
      (await http.get<Relations>(`/cards/${card.id}/relations`, { signal })).data,
    placeholderData: keepPreviousData,
    // Other boards do not tell this one what becomes of their cards.
    staleTime: 0,
  });

/** A card of any board of the workspace, by its key. */
export async function cardByKey(key: string, workspaceId: string): Promise<Card> {
  const query = new URLSearchParams({ workspace_id: workspaceId });
  return (await http.get<Card>(`/cards/${encodeURIComponent(key)}?${query}`)).data;
}

/** Gives a card of another board a parent: nothing of this board's log tells of it. */
export async function setParent(childId: string, parentId: string | null): Promise<void> {
  await http.patch(`/cards/${childId}`, { parent_id: parentId });
}
