/** How often to look how deliveries stand. Pure functions. */
import type { DeliveryPage } from "../api/deliveries";
import { isUnderWay } from "./deliveryWords";

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
export function nextLook(pages: readonly DeliveryPage[], error: unknown): number {
  if (error) return FAILED_MS;
  const soon = pages.some(({ items }) => items.some(isUnderWay));
  return (soon ? SOON_MS : LATER_MS) * Math.max(1, Math.min(MOST_SLOWED, pages.length));
}
