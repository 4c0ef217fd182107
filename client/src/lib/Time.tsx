import { useSyncExternalStore } from "react";

import { exactTime, relativeTime } from "./relativeTime";
import { tip } from "./tip";

const TICK_MS = 30_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer = 0;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = window.setInterval(() => {
      now = Date.now();
      for (const one of listeners) one();
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.clearInterval(timer);
  };
}

/** Now, in milliseconds, moving on every half minute; one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** A moment as `5 min ago`, with the exact time on hover. `value` is RFC 3339. */
export function Time({ value, className }: { value: string; className?: string | undefined }) {
  const date = new Date(value);
  // What happened after the last tick is not in the future.
  const reference = new Date(Math.max(useNow(), date.getTime()));
  return (
    <time dateTime={value} className={className} {...tip(exactTime(date))}>
      {relativeTime(date, reference)}
    </time>
  );
}
