import { describe, expect, it, test } from "vitest";

import { checksOf, chipsOf, hasConflicts, inWords, standingOf } from "./pullRequests";
import type { PullRequest } from "./types";

type Checks = Partial<NonNullable<PullRequest["checks"]>>;

function request(more: Partial<Omit<PullRequest, "checks">> & { checks?: Checks } = {}) {
  const facts = { id: "p12", repository: "acme/rocket", number: 12, title: "Fix", branch: "fix" };
  return { ...facts, state: "open", base: "main", ...more } as PullRequest;
}

describe("the standing", () => {
  const clean = { mergeable: true } as const;
  test.each<[string, Parameters<typeof request>[0]]>([
    ["draft", { state: "draft", review: "approved", ...clean }],
    ["merged", { state: "merged", review: "changes_requested" }],
    ["closed", { state: "closed" }],
    ["changes_requested", { review: "changes_requested", ...clean }],
    ["review_requested", { review: "review_requested", ...clean }],
    ["ready", { review: "approved", ...clean }],
    ["ready", { review: "approved", checks: { passing: 2, neutral: 1 }, ...clean }],
    ["ready", clean],
    ["approved", { review: "approved" }],
    ["approved", { review: "approved", mergeable: false }],
    ["approved", { review: "approved", checks: { passing: 4, failing: 1 }, ...clean }],
    ["approved", { review: "approved", checks: { pending: 1 }, ...clean }],
    ["open", {}],
    ["open", { mergeable: false }],
    ["open", { checks: { failing: 1 }, ...clean }],
  ])("%s: %j", (standing, has) => expect(standingOf(request(has))).toBe(standing));
});

describe("the checks", () => {
  test.each<[Checks | undefined, string | undefined, string | undefined]>([
    [undefined, undefined, undefined],
    [{ failing: 0 }, undefined, undefined],
    [{ passing: 1 }, "passing", "1 check passed"],
    [{ passing: 3, neutral: 2 }, "passing", "5 checks passed"],
    [{ failing: 2, passing: 2, pending: 1 }, "failing", "2 of 5 checks failing"],
    [{ pending: 1, passing: 4 }, "pending", "1 of 5 checks running"],
    [{ failing: 1 }, "failing", "1 check failing"],
  ])("%j", (checks, state, words) => {
    const found = checksOf(request(checks ? { checks } : {}));
    expect([found?.state, found?.words]).toEqual([state, words]);
  });
});

it("conflicts matter while there is something to merge", () => {
  expect(hasConflicts(request({ mergeable: false }))).toBe(true);
  expect(hasConflicts(request({ mergeable: false, state: "draft" }))).toBe(true);
  expect(hasConflicts(request({ mergeable: false, state: "closed" }))).toBe(false);
  expect(hasConflicts(request({ mergeable: true }))).toBe(false);
  expect(hasConflicts(request())).toBe(false);
});

describe("in words", () => {
  test.each<[string, Parameters<typeof request>[0]]>([
    ["open", {}],
    ["merged", { state: "merged", checks: { failing: 1 } }],
    [
      "changes requested, 1 check failing",
      { review: "changes_requested", checks: { failing: 1, pending: 3 } },
    ],
    ["open, 2 checks running", { checks: { pending: 2 } }],
    ["approved, conflicts with main", { review: "approved", mergeable: false }],
    ["draft, only mentions this card", { state: "draft", closes: false }],
  ])("%s", (words, has) => expect(inWords(request(has))).toBe(words));
});

describe("the chips", () => {
  const numbered = (number: number, more: Parameters<typeof request>[0] = {}) =>
    request({ id: `p${number}`, number, ...more });
  const numbers = (...all: PullRequest[]) => chipsOf(all, 2).shown.map(({ number }) => number);

  it("are of those that ask for attention, whatever came first", () => {
    const over = [numbered(1, { state: "merged" }), numbered(2, { state: "closed" })];
    expect(numbers(...over)).toEqual([1, 2]);
    expect(numbers(...over, numbered(3))).toEqual([3, 1]);
    const asked = numbered(4, { review: "changes_requested" });
    expect(numbers(...over, numbered(3), asked)).toEqual([4, 3]);
    expect(numbers(numbered(6), numbered(5))).toEqual([5, 6]);
  });

  it("put those that only mention the card last", () => {
    const mentions = numbered(1, { review: "changes_requested", closes: false });
    expect(numbers(mentions, numbered(2, { state: "merged" }))).toEqual([2, 1]);
  });

  it("count what there is no room for", () => {
    expect(chipsOf([numbered(1)], 2).more).toBe(0);
    expect(
      chipsOf(
        [1, 2, 3, 4, 5].map((n) => numbered(n)),
        2,
      ).more,
    ).toBe(3);
  });
});
