import { type RefObject, useEffect, useRef } from "react";

import { announce } from "../../../lib";

/**
 * Goes on where further rows of a list begin, and says how many there are.
 *
 * @param list the list.
 * @param count how many rows there are now.
 * @param loading whether further ones are asked for.
 * @param failed whether they did not come.
 * @returns to be called when further ones are asked for.
 */
export function useShowMore(
  list: RefObject<HTMLElement | null>,
  count: number,
  loading: boolean,
  failed: boolean,
): () => void {
  /** How many there were before more were asked for. */
  const before = useRef<number>(null);
  useEffect(() => {
    if (before.current === null || loading) return;
    const further = count - before.current;
    const first = list.current?.children[before.current] as HTMLElement | undefined;
    before.current = null;
    if (failed) return;
    announce(further > 0 ? `${further} more` : "There are no more.");
    // What was pressed may be gone.
    (first?.querySelector<HTMLElement>("a, button") ?? first)?.focus();
  }, [list, count, loading, failed]);
  return () => {
    before.current = count;
  };
}
