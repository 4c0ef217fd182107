/** What a search looks for, and where it stands in a text. Pure functions. */

/** As the server has it. */
export const QUERY_MAX = 200;

/** Whether there is something to look for: the server takes no query without a letter or digit. */
export function isQuery(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A text in pieces: those with which a word of the query begins there are found. */
export function marked(text: string, query: string): readonly Piece[] {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [{ text, found: false }];
  // The longest first, else `in` would take the beginning of `index`.
  const any = [...words].sort((a, b) => b.length - a.length).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${any})`, "giu");
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, found: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}
