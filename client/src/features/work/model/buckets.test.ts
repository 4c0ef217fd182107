import { expect, test } from "vitest";
import { bucketOf, grouped } from "./buckets";

// 25 November 2026 is a Wednesday.
test.each([
  [null, "2026-11-25", "none"],
  ["2026-11-24", "2026-11-25", "overdue"],
  ["2026-11-25", "2026-11-25", "today"],
  ["2026-11-26", "2026-11-25", "week"],
  ["2026-11-29", "2026-11-25", "week"],
  ["2026-11-30", "2026-11-25", "later"],
  ["2026-11-30", "2026-11-29", "later"],
  ["2027-01-03", "2026-12-31", "week"],
] as const)("due %s, on %s, is %s", (due, today, bucket) => {
  expect(bucketOf(due, today)).toBe(bucket);
});

test("groups without cards are left out, the others stand in order of time", () => {
  const cards = [{ due_date: "2026-12-24" }, { due_date: "2026-11-01" }, {}];
  const groups = grouped(cards, "2026-11-25").map(({ id, cards: some }) => [id, some.length]);
  expect(groups).toEqual([
    ["overdue", 1],
    ["later", 1],
    ["none", 1],
  ]);
});
