import { useSyncExternalStore } from "react";

import { showToast } from "./toasts";

export type Parts = typeof import("./radixParts");

let parts: Parts | null = null;
let loading: Promise<void> | null = null;
/** A press that is under way would be lost if its button were replaced. */
let pressed = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Loads what menus and popovers need: a seventh of the code of a page, and none of its first look. */
export function loadFloating(): Promise<void> {
  loading ??= import("./radixParts").then(
    (loaded) => {
      parts = loaded;
      tell();
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** The same because somebody asked: a failure is told. */
export async function loadFloatingNow(): Promise<boolean> {
  try {
    await loadFloating();
    return true;
  } catch {
    showToast({
      tone: "warn",
      text: "This could not be loaded",
      detail:
        "Look at your connection, and try again. After an update of Trivet, load the page again.",
    });
    return false;
  }
}

/** Call when a press on a button begins; until it has ended, buttons stay as they are. */
export function holdFloating(): void {
  pressed = true;
  const release = () => {
    window.removeEventListener("pointerup", release);
    window.removeEventListener("pointercancel", release);
    // After the click that the press becomes.
    window.setTimeout(() => {
      pressed = false;
      tell();
    });
  };
  window.addEventListener("pointerup", release);
  window.addEventListener("pointercancel", release);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The parts, or null while they are not there. */
export function useParts(): Parts | null {
  return useSyncExternalStore(subscribe, () => (pressed ? null : parts));
}
