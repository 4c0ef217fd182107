import { useSyncExternalStore } from "react";

type Open = "palette" | "shortcuts" | null;

/** How long the palette's code may take before the keys go to the page again. */
const PATIENCE_MS = 10_000;

let current: Open = null;
/** What was typed before the palette was there to take it. */
let ahead = "";
let patience: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function openPalette(next: Open): void {
  takeTyped();
  current = next;
  if (next === "palette") {
    window.addEventListener("keydown", take, { capture: true });
    patience = setTimeout(takeTyped, PATIENCE_MS);
  }
  for (const listener of listeners) listener();
}

/** Until the palette has the focus, what is typed is for it: the page below must not act on it. */
function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === "Escape") openPalette(null);
  else if (event.key === "Backspace") ahead = ahead.slice(0, -1);
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) ahead += event.key;
}

/** What was typed ahead; from here on keys go where the focus is. */
export function takeTyped(): string {
  clearTimeout(patience);
  window.removeEventListener("keydown", take, { capture: true });
  const typed = ahead;
  ahead = "";
  return typed;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePaletteOpen(): Open {
  return useSyncExternalStore(subscribe, () => current);
}
