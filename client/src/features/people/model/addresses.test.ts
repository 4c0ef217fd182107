import { expect, test } from "vitest";

import { addressesIn, isAddress, withAddresses } from "./addresses";

test.each([
  ["a@b.co, c@d.co;e@f.co g@h.co\ni@j.co", ["a@b.co", "c@d.co", "e@f.co", "g@h.co", "i@j.co"]],
  ["Ada Lovelace <ada@b.co>, grace@b.co", ["ada@b.co", "grace@b.co"]],
  ['"Lovelace, Ada" <ada@b.co>; <g@b.co>', ["ada@b.co", "g@b.co"]],
  ["not an address", ["not", "an", "address"]],
  [" ,; \n", []],
])("in %j are %j", (text, found) => expect(addressesIn(text)).toEqual(found));

test.each(["a@b.co", "a.b+c@sub.example.com", "ünï@bücher.example"])("%s is an address", (text) =>
  expect(isAddress(text)).toBe(true),
);

test.each(["a", "a@", "@b.co", "a@b", "a@b..co", "a@b.co.", "a b@c.co", `${"a".repeat(320)}@b.co`])(
  "%s is none",
  (text) => expect(isAddress(text)).toBe(false),
);

test("the same address twice is one", () => {
  expect(withAddresses(["Ada@b.co"], ["ada@B.co", "c@d.co", "c@d.co"])).toEqual([
    "Ada@b.co",
    "c@d.co",
  ]);
});
