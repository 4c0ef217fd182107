/** What opens and closes spans and links: a parser's time grows with the square of their number. */
const DELIMITERS = /[*_~[\]!<>`]/g;
const MOST_DELIMITERS = 1500;
/** Blocks within blocks are drawn by recursion. */
const DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d+[.)])[ \t])){40}/m;

/** Whether a text is better shown as it is: Markdown that nobody writes by hand can stop a page. */
export function isPlain(text: string): boolean {
  return (text.match(DELIMITERS)?.length ?? 0) > MOST_DELIMITERS || DEEP.test(text);
}
