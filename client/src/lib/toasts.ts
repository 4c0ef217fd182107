import { useSyncExternalStore } from "react";

export interface ToastContent {
  text: string;
  /** A second, quieter sentence. */
  detail?: string | undefined;
  tone?: "plain" | "good" | "warn" | "danger" | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** Milliseconds until it goes by itself; 0 stays until dismissed. */
  duration?: number | undefined;
}

export interface ToastEntry extends ToastContent {
  id: number;
}

const MOST = 4;
let last = 0;
let entries: readonly ToastEntry[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ToastEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

/** Shows a notice; the returned id takes it away again by `dismissToast`. */
export function showToast(content: ToastContent): number {
  last += 1;
  // The same notice twice is one notice.
  const others = entries.filter(
    (one) => one.text !== content.text || one.detail !== content.detail,
  );
  set([...others, { ...content, id: last }].slice(-MOST));
  return last;
}

export function dismissToast(id: number): void {
  set(entries.filter((entry) => entry.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly ToastEntry[] {
  return useSyncExternalStore(subscribe, () => entries);
}
