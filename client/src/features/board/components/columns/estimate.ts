import type { Card } from "../../model";

/** Characters that fit on a line of a card's title at 296 px, on average. */
const LINE_CHARS = 36;
const BARE_PX = 61;
const TITLE_LINE_PX = 18;
const LABELS_PX = 26;

/** A card's height in px before it was measured; near enough that scrolling does not jump. */
export function estimatedHeight(card: Card | undefined): number {
  if (!card) return BARE_PX + TITLE_LINE_PX;
  const lines = Math.min(3, Math.max(1, Math.ceil(card.title.length / LINE_CHARS)));
  return BARE_PX + lines * TITLE_LINE_PX + (card.label_ids?.length ? LABELS_PX : 0);
}
