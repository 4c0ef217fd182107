/** The bin of a board, and what is made of cards as a whole. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { Board } from "../../../api/queries";
import type { components } from "../../../api/schema";
import type { Card } from "../model";

type Schemas = components["schemas"];

/** A card in the bin. */
export type InBin = Schemas["DeletedCard"];

type Page = Schemas["Page_DeletedCard_"];

const PAGE = "30";

export const binQuery = (boardId: string) =>
  infiniteQueryOptions({
    queryKey: ["boards", boardId, "bin"],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = new URLSearchParams({ limit: PAGE, ...(cursor ? { cursor } : {}) });
      return (await http.get<Page>(`/boards/${boardId}/bin?${query}`, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });

/** The archived cards of a board, the last first. */
export const archivedQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["boards", boardId, "archived"],
    queryFn: async ({ signal }) => {
      const path = `/boards/${boardId}?archived=true`;
      const { cards } = (await http.get<{ readonly cards: readonly Card[] }>(path, { signal }))
        .data;
      const at = (card: Card) => card.archived_at ?? "";
      return cards.toSorted((one, other) => at(other).localeCompare(at(one)));
    },
    staleTime: 0,
  });

/** A whole card as the answer to something done with it. */
type Whole = Card & Pick<Schemas["CardOut"], "board_id">;

export async function restoreCard(cardId: string, force = false): Promise<Whole> {
  const body = force ? { force } : {};
  return (await http.post<Whole>(`/cards/${cardId}/restore`, body)).data;
}

/** @param once the same key makes one copy, also if the first answer was lost. */
export async function copyCard(cardId: string, after: string, once: string): Promise<Whole> {
  const headers = { "Idempotency-Key": once };
  return (await http.post<Whole>(`/cards/${cardId}/copy`, { after }, { headers })).data;
}

export async function transferCard(cardId: string, boardId: string): Promise<Whole> {
  return (await http.post<Whole>(`/cards/${cardId}/transfer`, { board_id: boardId })).data;
}

export async function copyBoard(
  boardId: string,
  board: { readonly name: string; readonly key: string; readonly with_cards: boolean },
  once: string,
): Promise<Board> {
  const headers = { "Idempotency-Key": once };
  const timeoutMs = 60_000;
  const path = `/boards/${boardId}/copy`;
  return (await http.post<Board>(path, board, { headers, timeoutMs })).data;
}
