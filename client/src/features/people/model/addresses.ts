/** As many as one request takes. */
export const MOST_ADDRESSES = 50;

const LONGEST = 254;
/** Something, an @, and a domain with a dot; the mail itself tells the rest. */
const ADDRESS = /^[^\s@,;<>"()]+@[^\s@.,;<>"()]+(?:\.[^\s@.,;<>"()]+)+$/u;

export function isAddress(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text);
}

/**
 * The addresses in what somebody typed or pasted, parted by commas, semicolons, spaces or new lines.
 * Of `Ada Lovelace <ada@example.com>`, as mail programs copy it, the address is taken.
 */
export function addressesIn(text: string): string[] {
  return text
    .replaceAll(/"[^"\n]*"\s*(?=<)/g, " ")
    .replaceAll(/[^,;<>\n]*<([^<>\s]+)>/g, " $1 ")
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** Those that are new come last; the same one twice, also in other letters, is one. */
export function withAddresses(before: readonly string[], more: readonly string[]): string[] {
  const known = new Set(before.map((one) => one.toLowerCase()));
  const fresh = more.filter((one) => {
    const name = one.toLowerCase();
    return !known.has(name) && known.add(name);
  });
  return [...before, ...fresh];
}
