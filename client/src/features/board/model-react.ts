/** The board's model in React: one store for each board, shared by all who look at it. */
import { useEffect, useRef, useSyncExternalStore } from "react";

import { boardApi } from "./api/boards";
import { BoardStore, type BoardView, type LogListener } from "./model";

/** How long a board stays live after the last component has left it. */
const KEPT_MS = 30_000;

interface Entry {
  readonly store: BoardStore;
  users: number;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

const entries = new Map<string, Entry>();

function entryOf(boardId: string): Entry {
  const known = entries.get(boardId);
  if (known) return known;
  const store = new BoardStore({ boardId, api: boardApi });
  const made: Entry = { store, users: 0, leaving: undefined };
  entries.set(boardId, made);
  return made;
}

function enter(boardId: string): () => void {
  const entry = entryOf(boardId);
  clearTimeout(entry.leaving);
  if (entry.users === 0) entry.store.start();
  entry.users += 1;
  return () => {
    entry.users -= 1;
    if (entry.users === 0) entry.leaving = setTimeout(() => leave(boardId, entry), KEPT_MS);
  };
}

function leave(boardId: string, entry: Entry): void {
  entry.store.stop();
  if (entries.get(boardId) === entry) entries.delete(boardId);
}

/** Stop all boards at once: for when somebody signs out. */
export function forgetBoards(): void {
  for (const [boardId, entry] of entries) {
    clearTimeout(entry.leaving);
    leave(boardId, entry);
  }
}

/** A board, live, and the store behind it. */
export function useBoard(boardId: string): {
  readonly store: BoardStore;
  readonly view: BoardView;
} {
  const { store } = entryOf(boardId);
  useEffect(() => enter(boardId), [boardId]);
  const view = useSyncExternalStore(store.subscribe, store.getView);
  return { store, view };
}

/** Listen to a board's log while the component is there; somebody must have the board open. */
export function useLog(boardId: string, listener: LogListener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => entryOf(boardId).store.onLog((events) => latest.current(events)), [boardId]);
}
