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

/** A finger's press becomes a click some time after it ended, or never does: if it moved, for instance. */
const CLICK_MS = 500;

let hold: AbortController | undefined;

/** Call when a press on a button begins; until the click that it becomes, buttons stay as they are. */
export function holdFloating(): void {
  hold?.abort(); // of the last press, whatever became of it
  const own = new AbortController();
  hold = own;
  const { signal } = own;
  pressed = true;
  let timer = 0;
  const release = () => {
    own.abort();
    // After whoever hears of the click as well.
    window.setTimeout(() => {
      if (hold !== own) return;
      pressed = false;
      tell();
    });
  };
  const ended = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(release, CLICK_MS);
  };
  signal.addEventListener("abort", () => window.clearTimeout(timer));
  window.addEventListener("pointerup", ended, { signal });
  window.addEventListener("pointercancel", release, { signal });
  window.addEventListener("click", release, { signal, capture: true });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The parts, or null while they are not there. */
export function useParts(): Parts | null {
  return useSyncExternalStore(subscribe, () => (pressed ? null : parts));
}
