/**
 * Ranks on this side: only compared, and made up for cards whose move is not confirmed yet.
 *
 * The server's ranks are ASCII from "0" up. Ours are drawn from all printable ASCII, so that there
 * is always one between two of the server's, and never leave this tab.
 */
const LOWEST = 0x20;
const HIGHEST = 0x7e;

/** Negative, 0 or positive, as UTF-16 code units compare; for ASCII the same as bytes. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As Python compares texts: by code point. Differs from UTF-16 only beyond the BMP. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return lifted(a) - lifted(b);
  }
  return left.length - right.length;
}

/** Surrogates stand above every other code unit, as what they stand for does. */
function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** A rank above `low` and below `high`; undefined is the top, or the bottom. */
export function between(low: string | undefined, high: string | undefined): string {
  let made = "";
  // Two cards of one rank have nothing in between: then above both.
  let bounded = high !== undefined && (low === undefined || low < high);
  for (let i = 0; ; i += 1) {
    const floor = low !== undefined && i < low.length ? low.charCodeAt(i) : LOWEST;
    const ceiling = bounded && high !== undefined ? unitAt(high, i) : HIGHEST + 1;
    if (ceiling - floor > 1) return made + String.fromCharCode((floor + ceiling) >> 1);
    made += String.fromCharCode(floor);
    if (ceiling > floor) bounded = false; // below `high` already, whatever follows
  }
}

function unitAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : LOWEST;
}
