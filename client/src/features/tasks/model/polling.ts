/** How often to look how tasks stand. Pure functions. */
import type { TaskPage } from "../api/tasks";
import { isOpen } from "./words";

/** While something goes on before one's eyes. */
const SOON_MS = 2_000;
const LATER_MS = 10_000;
const FAILED_MS = 30_000;
/** Each page is a question of its own. */
const MOST_SLOWED = 5;

/**
 * Milliseconds until the next look.
 *
 * @param pages what is known.
 * @param error of the last look; null if it went well.
 */
export function nextLook(pages: readonly TaskPage[], error: unknown): number {
  if (error) return FAILED_MS;
  const open = pages.some(({ items }) => items.some(isOpen));
  return open ? SOON_MS * Math.min(MOST_SLOWED, pages.length) : LATER_MS;
}
