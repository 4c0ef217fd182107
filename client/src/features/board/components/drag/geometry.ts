/** Where a card would land and how fast the board scrolls, from numbers alone. */

export interface Span {
  readonly start: number;
  readonly size: number;
}

/** How far from an edge, in px, scrolling begins while something is dragged. */
const EDGE = 56;
/** Scrolled each second, in px, with the pointer on the edge itself. */
const FASTEST = 1400;

/**
 * The index before which a card let go at `y` lands: the first item whose middle lies below it.
 *
 * @param items spans in order, in the coordinates of `y`
 */
export function landingIndex(items: readonly Span[], y: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && item.start + item.size / 2 < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where the line that shows a landing is drawn, in px.
 *
 * @param gap px between two items
 */
export function landingLine(items: readonly Span[], index: number, gap: number): number {
  const next = items[index];
  if (next) return next.start - gap / 2;
  const last = items[items.length - 1];
  return last ? last.start + last.size + gap / 2 : gap / 2;
}

/** Px per second to scroll along one axis; negative towards the start, 0 away from the edges. */
export function edgeSpeed(at: number, start: number, end: number): number {
  const reach = Math.min(EDGE, (end - start) / 4);
  if (reach <= 0) return 0;
  const near = (distance: number) => Math.min(1, Math.max(0, 1 - distance / reach)) ** 2;
  return FASTEST * (near(end - at) - near(at - start));
}

/** The one whose span along an axis holds `at`, else the nearest one. */
export function nearest<T extends Span>(spans: readonly T[], at: number): T | undefined {
  let best: T | undefined;
  let least = Infinity;
  for (const span of spans) {
    const away = Math.max(span.start - at, at - span.start - span.size, 0);
    if (away < least) [best, least] = [span, away];
  }
  return best;
}
