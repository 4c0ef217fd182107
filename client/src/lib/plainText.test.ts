import { expect, test } from "vitest";

import { isPlain } from "./plainText";

test("what would stop the page is shown as it is", () => {
  expect(isPlain("![".repeat(10_000) + "](a)".repeat(5_000))).toBe(true);
  expect(isPlain("a~b ".repeat(10_000))).toBe(true);
  expect(isPlain(">".repeat(50))).toBe(true);
  expect(isPlain("- ".repeat(50))).toBe(true);
  expect(isPlain("text\n" + "> ".repeat(50))).toBe(true);
});

test("what people write is Markdown", () => {
  const item = "- [ ] **Do** `this`, see [there](https://example.com)\n";
  expect(isPlain(item.repeat(100))).toBe(false);
  expect(isPlain("> quoted\n".repeat(200))).toBe(false);
  expect(isPlain("word ".repeat(10_000))).toBe(false);
  expect(isPlain("-".repeat(80))).toBe(false);
});
