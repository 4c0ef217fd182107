import { useEffect, useState } from "react";

/** How long somebody who types pauses before we look at it, in milliseconds. */
export const PAUSE_MS = 250;

/** A value once it has not changed for so many milliseconds. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
