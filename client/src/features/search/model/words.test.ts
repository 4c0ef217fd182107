import { expect, test } from "vitest";
import { isQuery, marked } from "./words";

const shown = (text: string, query: string) =>
  marked(text, query)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join("");

test.each([
  ["Fix the login form", "log fo", "Fix the [log]in [fo]rm"],
  ["Blog of logs", "log", "Blog of [log]s"],
  ["Größe ändern", "änd", "Größe [änd]ern"],
  ["index in order", "in index", "[index] [in] order"],
  ["a.b*c (d)", "b*c (d", "a.[b]*[c] ([d])"],
  ["Nothing", "…", "Nothing"],
])("in “%s”, “%s” is found as %s", (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});

test("a query has a letter or a digit", () => {
  expect([" ", "—?", "é", "7"].map(isQuery)).toEqual([false, false, true, true]);
});
