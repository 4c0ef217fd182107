import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { archivedQuery, binQuery } from "../../../api/bin";
import type { BoardEvent, Card } from "../../../model";

/** What is still known of a card that is not on the board. */
export interface GoneCard {
  readonly key: string;
  readonly title?: string | undefined;
}

/**
 * What cards were called that are archived, in the bin or elsewhere: their events do not say.
 *
 * @param ids the cards that are on the board.
 */
export function useGoneCards(
  boardId: string,
  events: readonly BoardEvent[],
  ids: { has(id: string): boolean },
): ReadonlyMap<string, GoneCard> {
  const enabled = events.some(({ card_id }) => card_id !== null && !ids.has(card_id));
  const archived = useQuery({ ...archivedQuery(boardId), enabled });
  const bin = useInfiniteQuery({ ...binQuery(boardId), enabled });
  const known = new Map<string, GoneCard>();
  for (const { card_id, payload } of events) {
    const { key, title } = (payload.card ?? {}) as Partial<Card>;
    if (card_id !== null && key) known.set(card_id, { key, title });
  }
  for (const { card } of bin.data?.pages.flatMap(({ items }) => items) ?? []) {
    known.set(card.id, card);
  }
  for (const card of archived.data ?? []) known.set(card.id, card);
  return known;
}
