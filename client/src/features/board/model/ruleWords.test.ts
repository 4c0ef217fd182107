import { describe, expect, it, test } from "vitest";

import { ApiError } from "../../../api/errors";
import { problemsOf, refusedRows } from "./ruleProblems";
import type { DryMove, RuleEvent, RuleRow } from "./rules";
import { moveParts, plainRule, ruleParts } from "./ruleWords";
import type { Column } from "./types";

const COLUMNS: Column[] = [
  { id: "doing", name: "Doing", category: "started", rank: "a" },
  { id: "review", name: "Review", category: "review", rank: "b" },
];

const row = (event: RuleEvent, more: Partial<RuleRow> = {}): RuleRow => ({
  id: event,
  event,
  base: null,
  column_id: "review",
  needs: "any",
  back: false,
  chosen: true,
  ...more,
});
const said = (one: RuleRow, among = false) => plainRule(ruleParts(one, COLUMNS, among));

describe("a rule as a sentence", () => {
  test.each<[RuleRow, string]>([
    [row("branch_created"), "As soon as a branch is created, move the card to Review."],
    [
      row("draft", { column_id: "doing" }),
      "As soon as one of its pull requests into any branch is a draft, move the card to Doing.",
    ],
    [
      row("opened", { base: "main" }),
      "As soon as one of its pull requests into the branch main is opened or becomes ready, " +
        "move the card to Review.",
    ],
    [
      row("merged", { base: "release/*", needs: "all", back: true }),
      "Once all of its pull requests into branches like release/* are merged, " +
        "move the card to Review, also backwards.",
    ],
    [
      row("closed", { column_id: null, back: true }),
      "As soon as one of its pull requests into any branch is closed without being merged, " +
        "move the card nowhere.",
    ],
    [
      row("checks_failed", { column_id: "gone" }),
      "As soon as one of its pull requests into any branch fails its checks, " +
        "move the card to a column that is gone.",
    ],
  ])("%#", (one, sentence) => expect(said(one)).toBe(sentence));

  it("says that others are for single branches", () =>
    expect(said(row("approved"), true)).toContain("into any other branch is approved"));
});

describe("what a rule would have done", () => {
  const move = (event: RuleEvent, more: Partial<DryMove> = {}): DryMove => ({
    at: "2026-11-03T10:00:00Z",
    card_id: "card",
    key: "ENG-42",
    title: "Lift off",
    event,
    base: null,
    repository: "acme/rocket",
    pull_request: 12,
    branch: null,
    from_column_id: "doing",
    to_column_id: "review",
    held_back: null,
    ...more,
  });
  const told = (one: DryMove, several = false) => plainRule(moveParts(one, COLUMNS, several));
  const MOVED = " would have moved from Doing to Review: ";

  test.each<[RuleEvent, string]>([
    ["draft", "#12 became a draft"],
    ["opened", "#12 was opened or ready"],
    ["review_requested", "a review of #12 was requested"],
    ["changes_requested", "changes to #12 were requested"],
    ["checks_failed", "checks of #12 failed"],
    ["approved", "#12 was approved"],
    ["merged", "#12 was merged"],
    ["closed", "#12 was closed without being merged"],
  ])("%s", (event, what) => expect(told(move(event))).toBe(MOVED + what));

  it("names the branch, the repository where there are several, and the rule's branch", () => {
    const made = move("branch_created", { pull_request: null, branch: "eng-42" });
    expect(told(made)).toBe(`${MOVED}the branch eng-42 was created`);
    expect(told(move("merged", { base: "release/*" }), true)).toBe(
      `${MOVED}acme/rocket#12 was merged, into release/*`,
    );
  });

  it("says what a full column would have held back", () =>
    expect(told(move("approved", { held_back: "wip_limit" }))).toBe(
      " would have stayed in Doing, because Review is full: #12 was approved",
    ));
});

describe("what is wrong", () => {
  it("is told without the server where it can be", () => {
    const found = problemsOf(
      [
        row("opened"),
        row("opened", { id: "1", base: " " }),
        row("opened", { id: "2", base: "main" }),
        row("opened", { id: "3", base: "main " }),
        row("merged", { id: "4", column_id: "gone" }),
        row("draft", { id: "5", column_id: "gone", chosen: false }),
      ],
      COLUMNS,
    );
    expect([...found].map(([id, { field }]) => [id, field])).toEqual([
      ["1", "base"],
      ["3", "base"],
      ["4", "column_id"],
    ]);
  });

  const refusal = (code: string, ...fields: [string, string][]) =>
    new ApiError({
      status: 422,
      code,
      title: "No",
      detail: "Say it otherwise.",
      fields: fields.map(([field, message]) => ({ field, message, code: "x" })),
      extra: {},
      request_id: null,
      retry_after_ms: null,
    });

  test.each<[ApiError, object]>([
    [
      refusal("invalid_rule", ["rules.1.base", "cannot be"]),
      { b: { field: "base", text: "Say it otherwise." } },
    ],
    [
      refusal("invalid", ["rules.0.base", "String is too long"], ["rules.1", "Odd"]),
      { a: { field: "base", text: "String is too long." }, b: { field: "event", text: "Odd." } },
    ],
    [refusal("invalid", ["rules", "Too many"], ["rules.7.base", "None of mine"]), {}],
  ])("a refusal is told at its rules: %#", (error, rows) =>
    expect(Object.fromEntries(refusedRows(error, ["a", "b"]))).toEqual(rows),
  );

  it("any other failure is about no rule", () =>
    expect(refusedRows(new Error("no"), ["a"]).size).toBe(0));
});
