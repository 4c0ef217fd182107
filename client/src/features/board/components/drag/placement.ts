/** From a place among what is shown to the intent that the server is told. */
import type { Placement } from "../../model";

/**
 * The intent for landing at an index.
 *
 * A card that is shown is named rather than a number, so that the intent holds where a filter
 * hides cards in between and where others move cards meanwhile.
 *
 * @param shown ids of the column that are shown, without those that move
 */
export function placementAt(shown: readonly string[], index: number): Placement {
  const before = shown[index - 1];
  if (before !== undefined) return { after: before };
  const next = shown[index];
  return next === undefined ? "end" : { before: next };
}

/** Whether the moved cards would stand just where they stand now. */
export function staysPut(
  order: readonly string[],
  moving: ReadonlySet<string>,
  index: number,
): boolean {
  const others = order.filter((id) => !moving.has(id));
  const moved = order.filter((id) => moving.has(id));
  if (moved.length !== moving.size) return false;
  const after = [...others.slice(0, index), ...moved, ...others.slice(index)];
  return after.every((id, at) => id === order[at]);
}
