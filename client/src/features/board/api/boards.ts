/** Requests about one board, and the address of its socket. */
import { http, type Answer, type Http } from "../../../api/http";
import type { BoardEvent, BoardRequest, Card, CommentsPage, Snapshot } from "../model";

/** A stretch of a board's log. */
export interface EventsPage {
  readonly items: readonly BoardEvent[];
  readonly next_cursor: string | null;
  readonly seq: number;
  readonly epoch: string;
  /** Whether this stretch cannot be replayed: load the board again. */
  readonly resync: boolean;
}

/** What the model needs of the server. Each method throws ApiError and OfflineError. */
export interface BoardApi {
  board(boardId: string): Promise<Snapshot>;
  events(boardId: string, since: number): Promise<EventsPage>;
  card(cardId: string): Promise<Card>;
  /** The comments behind a cursor; the first ones without. */
  comments(cardId: string, cursor: string | undefined): Promise<CommentsPage>;
  send(request: BoardRequest): Promise<{
    readonly seq: number | null;
    readonly data: Readonly<Record<string, unknown>> | null;
  }>;
  /** The id of the person who is signed in. */
  whoAmI(): Promise<string>;
  /** False if the session has ended. */
  renewSession(): Promise<boolean>;
}

/** The most events that the server puts into one answer. */
const MOST_EVENTS = 500;
/** How many comments are read at a time. */
const COMMENTS = 50;
/** The whole board of 5,000 cards on a slow line. */
const BOARD_TIMEOUT_MS = 60_000;

export function boardApiOver(client: Http): BoardApi {
  const dataOf = async <T>(answer: Promise<Answer<T>>) => (await answer).data;
  return {
    board: (boardId) =>
      dataOf(client.get<Snapshot>(`/boards/${boardId}`, { timeoutMs: BOARD_TIMEOUT_MS })),
    events: (boardId, since) =>
      dataOf(
        client.get<EventsPage>(`/boards/${boardId}/events?since=${since}&limit=${MOST_EVENTS}`),
      ),
    card: (cardId) => dataOf(client.get<Card>(`/cards/${encodeURIComponent(cardId)}`)),
    comments: (cardId, cursor) => {
      const query = new URLSearchParams({ limit: String(COMMENTS), ...(cursor ? { cursor } : {}) });
      return dataOf(client.get<CommentsPage>(`/cards/${cardId}/comments?${query}`));
    },
    send: ({ method, path, body, headers }) =>
      client.request(method, path, { headers, ...(body === undefined ? {} : { body }) }),
    whoAmI: async () => (await client.get<{ readonly id: string }>("/auth/me")).data.id,
    renewSession: () => client.renewSession(),
  };
}

export const boardApi: BoardApi = boardApiOver(http);

/** Where a board's socket is; it replays what came after `since`. */
export function socketUrl(boardId: string, since: number, epoch: string): string {
  const url = new URL(`/ws/boards/${boardId}`, globalThis.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = new URLSearchParams({ since: String(since), epoch }).toString();
  return url.href;
}
