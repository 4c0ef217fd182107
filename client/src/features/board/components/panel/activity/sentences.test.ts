import { describe, expect, it, test } from "vitest";
import type { BoardEvent } from "../../../model";
import { longDate } from "../../card/dates";
import { type Names, plain, sentencesOf } from "./sentences";

const names: Names = {
  person: (id) => ({ ada: "Ada", ben: "Ben" })[id] ?? "Someone who left",
  column: (id) => ({ todo: "To do", doing: "In progress", review: "Review" })[id],
  card: (id) => ({ one: "T-1", two: "T-2" })[id],
  label: (id) => ({ bug: "bug", ui: "UI" })[id],
};

type Made = Partial<BoardEvent> & { readonly type: string };

/** Given the newest first, as the server does. */
function read(events: readonly Made[]): string[] {
  const whole = events.map((event, index): BoardEvent => ({
    seq: 100 - index,
    card_id: "card",
    actor_id: "ada",
    origin: "board",
    correlation_id: null,
    created_at: "2026-11-20T12:00:00Z",
    payload: {},
    ...event,
  }));
  return sentencesOf(whole, names).map(({ parts }) => plain(parts));
}

const github = { actor_id: null, origin: "github" } as const;
const request = (state: string, was_state?: string) => ({
  pull_request: { id: "p1", repository: "acme/rocket", number: 12, state },
  ...(was_state && { was_state }),
});

test("a rule that could not move a card says why, and not when that is over", () => {
  const held_back = {
    ...{ rule: "opened", cause: "opened", column_id: "review", why: "wip_limit" },
    ...{ repository: "acme/rocket", pull_request: 12 },
  };
  const events = [
    { type: "card.held_back", payload: { held_back: null }, ...github },
    { type: "card.held_back", payload: { held_back }, ...github },
  ];
  expect(read(events)).toEqual([
    "GitHub could not move it to Review, which was full: acme/rocket#12 was opened",
  ]);
});

describe("what people do", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["card.created", {}, "Ada created it"],
    ["card.archived", { version: 2 }, "Ada archived it"],
    ["card.restored", { version: 3 }, "Ada brought it back"],
    [
      "card.moved",
      { column_id: "doing", from_column_id: "todo" },
      "Ada moved it from To do to In progress",
    ],
    [
      "card.moved",
      { column_id: "doing", from_column_id: "gone" },
      "Ada moved it from a column that is gone to In progress",
    ],
  ])("%s %j", (type, payload, words) => expect(read([{ type, payload }])).toEqual([words]));

  test.each<[Record<string, unknown>, Record<string, unknown>, string]>([
    [{ title: "New" }, {}, "changed the title"],
    [{ description: "", title: "x" }, {}, "changed the title and changed the description"],
    [{ acceptance_criteria: "x" }, {}, "changed the acceptance criteria"],
    [{ priority: "high" }, {}, "set the priority to high"],
    [{ priority: "none" }, {}, "removed the priority"],
    [{ estimate: 3 }, {}, "set the estimate to 3"],
    [{ estimate: 0 }, {}, "set the estimate to 0"],
    [{ estimate: null }, {}, "removed the estimate"],
    [{ due_date: "2026-12-03" }, {}, `set the due date to ${longDate("2026-12-03")}`],
    [{ start_date: null }, {}, "removed the start date"],
    [{ label_ids: ["bug", "ui"] }, { label_ids: ["bug"] }, "added the label UI"],
    [{ label_ids: ["bug", "ui"] }, {}, "added the labels bug, UI"],
    [
      { label_ids: ["bug"] },
      { label_ids: ["x"] },
      "added the label bug and removed the label that is gone",
    ],
    [{ assignee_ids: ["ben"] }, { assignee_ids: ["ada"] }, "assigned Ben and unassigned Ada"],
  ])("an edit of %j, before %j", (fields, was, words) => {
    expect(read([{ type: "card.updated", payload: { fields, was } }])).toEqual([`Ada ${words}`]);
  });

  it("who has left is still somebody, and what programs do is told as such", () => {
    expect(read([{ type: "card.created", actor_id: "x" }])).toEqual([
      "Someone who left created it",
    ]);
    expect(read([{ type: "card.created", actor_id: null }])).toEqual(["Somebody created it"]);
    expect(read([{ type: "card.created", origin: "api" }])).toEqual(["Ada (API) created it"]);
    expect(read([{ type: "card.created", origin: "agent", actor_id: null }])).toEqual([
      "An agent created it",
    ]);
  });

  it("what says nothing to people is passed over", () => {
    const moved = { column_id: "todo", from_column_id: "todo", rank: "b" };
    expect(
      read([
        { type: "card.moved", payload: moved },
        { type: "card.updated", payload: { fields: {}, was: {} } },
        { type: "card.updated", payload: { fields: { mood: "good" } } },
        { type: "card.updated" },
        { type: "whiteboard_item.linked" },
      ]),
    ).toEqual([]);
  });
});

describe("what GitHub does", () => {
  const moved = (reason: Record<string, unknown>) => ({
    ...github,
    type: "card.moved",
    payload: {
      column_id: "review",
      from_column_id: "doing",
      reason: { corrected: false, repository: "acme/rocket", ...reason },
    },
  });
  const from = "GitHub moved it from In progress to Review";
  const back = "GitHub put it back to Review";

  test.each<[string, string]>([
    ["draft", "acme/rocket#12 is a draft"],
    ["opened", "acme/rocket#12 was opened"],
    ["merged", "acme/rocket#12 was merged"],
    ["review_requested", "a review of acme/rocket#12 was requested"],
    ["reviewed", "acme/rocket#12 was reviewed"],
    ["changes_requested", "changes were requested for acme/rocket#12"],
    ["checks_failed", "checks of acme/rocket#12 failed"],
    ["late", "GitHub told late of acme/rocket#12"],
  ])("a move because of %s, whatever the rule", (cause, words) => {
    for (const rule of ["branch_created", "draft", "opened", "merged", "reviewed"]) {
      const reason = { rule, cause, pull_request: 12 };
      expect(read([moved(reason)])).toEqual([`${from}: ${words}`]);
      // On the wire, what is null may be left out, or not.
      expect(read([moved({ ...reason, branch: null })])).toEqual([`${from}: ${words}`]);
    }
  });

  test.each<[string, string]>([
    ["closed", "acme/rocket#12 was closed"],
    ["unlinked", "acme/rocket#12 is not for this card any more"],
  ])("what %s leaves is said where all must be merged, and only there", (cause, words) => {
    const reason = { cause, pull_request: 12 };
    expect(read([moved({ ...reason, rule: "closed" })])).toEqual([`${from}: ${words}`]);
    expect(read([moved({ ...reason, rule: "merged" })])).toEqual([
      `${from}: ${words}, and all others are merged`,
    ]);
  });

  test.each<[string, string]>([
    ["branch_created", "branch eng-1-fix was created"],
    ["late", "GitHub told late of branch eng-1-fix"],
  ])("a move because of a branch: %s", (cause, words) => {
    const reason = { rule: "branch_created", cause, branch: "eng-1-fix", pull_request: null };
    expect(read([moved(reason)])).toEqual([`${from}: ${words}`]);
  });

  test.each<[string, string]>([
    ["late", ": GitHub told late of acme/rocket#13"],
    ["opened", ": acme/rocket#13 was open"],
    ["draft", ": acme/rocket#13 was open"],
    ["unlinked", ": acme/rocket#13 is not for this card any more"],
    ["merged", ""],
    ["closed", ""],
    ["branch_created", ""],
    ["reviewed", ""],
  ])("a correction because of %s, whatever the rule", (cause, words) => {
    for (const rule of ["opened", "merged"]) {
      const reason = { rule, corrected: true, cause, pull_request: 13 };
      expect(read([moved(reason)])).toEqual([`${back}${words}`]);
    }
  });

  test.each<Record<string, unknown>>([
    { rule: "opened", cause: "deployed", pull_request: 12 },
    { rule: "opened", pull_request: 12 },
    { rule: "opened", cause: "opened", pull_request: null, branch: null },
  ])("a reason that we do not know is none: %j", (reason) =>
    expect(read([moved(reason)])).toEqual([from]),
  );

  it("pull requests are linked, go on and are unlinked", () => {
    const unlinked = { pull_request_id: "p1", repository: "acme/rocket", number: 12 };
    expect(
      read([
        { ...github, type: "pull_request.unlinked", payload: unlinked },
        { ...github, type: "pull_request.updated", payload: request("merged", "open") },
        { ...github, type: "pull_request.updated", payload: request("open", "open") },
        { ...github, type: "pull_request.updated", payload: request("open", "draft") },
        { ...github, type: "pull_request.linked", payload: request("draft") },
      ]),
    ).toEqual([
      "GitHub unlinked acme/rocket#12",
      "acme/rocket#12 is now merged",
      "acme/rocket#12 is now open",
      "GitHub linked acme/rocket#12",
    ]);
    const judged = (review: string | undefined) => {
      const { pull_request, ...was } = request("open", "open");
      const payload = { ...was, was_review: null, pull_request: { ...pull_request, review } };
      return { ...github, type: "pull_request.updated", payload };
    };
    expect(
      read(["changes_requested", "approved", "review_requested", undefined].map(judged)),
    ).toEqual([
      "Changes were requested for acme/rocket#12",
      "acme/rocket#12 was approved",
      "A review of acme/rocket#12 was requested",
    ]);
    const draft = { ...github, type: "pull_request.updated", payload: request("draft", "open") };
    expect(read([draft])).toEqual(["acme/rocket#12 is now a draft"]);
  });

  it("a change says by itself whether the state is another, whatever pages are loaded", () => {
    const renamed = { ...github, type: "pull_request.updated", payload: request("open", "open") };
    expect(read([renamed])).toEqual([]);
    expect(read([{ ...renamed, payload: request("open") }])).toEqual([]);
  });

  it("branches come and go", () => {
    const branch = { id: "b1", repository: "acme/rocket", name: "eng-1-fix" };
    const gone = { branch_id: "b1", repository: "acme/rocket", name: "eng-1-fix" };
    const created = { ...github, type: "branch.created", payload: { branch } };
    const deleted = { ...github, type: "branch.deleted", payload: gone };
    expect(read([deleted, created])).toEqual([
      "Branch eng-1-fix was deleted",
      "Branch eng-1-fix was created",
    ]);
  });

  it("a branch that somebody had made here is theirs", () => {
    const made = { type: "branch.created", payload: { branch: { id: "b1", name: "eng-1-fix" } } };
    expect(read([made])).toEqual(["Ada created the branch eng-1-fix"]);
    expect(read([{ ...made, payload: {} }])).toEqual(["Ada created a branch"]);
  });

  it("old events may have lost their texts", () => {
    const types = [
      ["pull_request.linked", "GitHub linked a pull request"],
      ["pull_request.unlinked", "GitHub unlinked a pull request"],
      ["branch.created", "A branch was created"],
      ["branch.deleted", "A branch was deleted"],
    ] as const;
    for (const [type, words] of types) expect(read([{ ...github, type }])).toEqual([words]);
    expect(read([{ ...github, type: "pull_request.updated" }])).toEqual([]);
    expect(read([{ ...github, type: "card.moved" }])).toEqual([]);
  });
});

describe("details", () => {
  const edit = (field: string, before: unknown, now: unknown) => ({
    type: "card.updated",
    payload: { version: 2, fields: { [field]: now }, was: { [field]: before } },
  });
  const item = (id: string, text: string, done = false) => ({ id, text, done });

  it.each<[string, unknown, unknown, string | undefined]>([
    ["checklist", [], [item("a", "Paint")], "added “Paint” to the checklist"],
    ["checklist", [item("a", "Paint")], [], "removed “Paint” from the checklist"],
    ["checklist", null, [item("a", "Paint")], "added “Paint” to the checklist"],
    ["checklist", [item("a", "Paint")], [item("a", "Paint", true)], "ticked off “Paint”"],
    ["checklist", [item("a", "Paint", true)], [item("a", "Paint")], "unticked “Paint”"],
    ["checklist", [item("a", "Paint")], [item("a", "Draw")], "rewrote “Paint” to “Draw”"],
    [
      "checklist",
      [item("a", "A"), item("b", "B")],
      [item("b", "B"), item("a", "A")],
      "put the checklist in another order",
    ],
    ["checklist", [], ["a", "b", "c", "d"].map((id) => item(id, id)), "changed the checklist"],
    ["links", [], [{ id: "l", url: "https://x.org", title: "X" }], "added the link “X”"],
    ["links", [{ id: "l", url: "https://x.org" }], [], "removed the link “https://x.org”"],
    ["blocked_by", [], ["one"], "made it wait for T-1"],
    ["blocked_by", ["one"], [], "made it wait no more for T-1"],
    ["blocks", [], ["one", "two"], "made it block T-1, T-2"],
    ["blocks", [], ["far"], "made it block a card that is not on this board"],
    ["parent_id", null, "one", "set the parent to T-1"],
    ["parent_id", "one", null, "removed the parent"],
  ])("%s: %j → %j", (field, before, now, words) => {
    expect(read([edit(field, before, now)])).toEqual([`Ada ${words}`]);
  });

  it("comments, and moves between boards, are told", () => {
    expect(
      read([
        { type: "card.arrived", payload: { from_key: "OPS-3" } },
        { type: "card.left", payload: { to_key: "ENG-9" } },
        { type: "comment.deleted", payload: {} },
        { type: "comment.updated", payload: {} },
        { type: "comment.created", payload: {} },
        { type: "card.restored", payload: { undoes: [7] } },
      ]),
    ).toEqual([
      "Ada moved it here from another board, where it was OPS-3",
      "Ada moved it to another board, as ENG-9",
      "Ada deleted a comment",
      "Ada changed a comment",
      "Ada commented",
      "Ada (undo) brought it back",
    ]);
  });

  it("lists that have lost their texts say nothing", () => {
    expect(read([{ type: "card.updated", payload: { fields: {}, was: {} } }])).toEqual([]);
  });
});
