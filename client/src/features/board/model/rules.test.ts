import { describe, expect, it, test } from "vitest";

import {
  bodyOf,
  isPattern,
  type Rows,
  type Rule,
  RULE_EVENTS,
  type RuleEvent,
  type RuleRow,
  rowsOf,
  usualRow,
  withChange,
  withoutRule,
  withRule,
  withUsual,
} from "./rules";
import { changesBetween, overTheirs, sameRows, takenBack } from "./ruleChanges";
import type { Category, Column } from "./types";

const column = (id: string, category: Category): Column => ({ id, name: id, category, rank: id });
const COLUMNS = [
  column("todo", "unstarted"),
  column("doing", "started"),
  column("more", "started"),
  column("done", "done"),
];

const rule = (event: RuleEvent, column_id: string | null, more: Partial<Rule> = {}): Rule => ({
  event,
  base: null,
  column_id,
  needs: "any",
  back: false,
  default: false,
  ...more,
});
const read = (...rules: Rule[]) => rowsOf(rules, COLUMNS);
const only = (rows: Rows, event: RuleEvent) => rows.filter((row) => row.event === event);
/** The id of a rule that was read: it is told apart by its event and its branch. */
const idOf = (event: RuleEvent, base?: string) => (base === undefined ? event : `${event} ${base}`);

describe("rules", () => {
  test.each<[RuleEvent, string | null, string]>([
    ["branch_created", "doing", "any"],
    ["draft", "doing", "any"],
    ["opened", null, "any"],
    ["approved", null, "any"],
    ["merged", "done", "all"],
  ])("%s usually leads to %s", (event, column_id, needs) =>
    expect(usualRow(event, COLUMNS)).toMatchObject({ column_id, needs, chosen: false }),
  );

  it("are read by event, first that for all branches, with what is usual where none is told", () => {
    const rows = read(
      rule("merged", "more", { base: "release/*", back: true }),
      rule("opened", "todo", { base: "main" }),
      rule("opened", "more"),
    );
    expect(rows.map(({ event, base }) => (base === null ? event : `${event} ${base}`))).toEqual(
      RULE_EVENTS.flatMap((event) => {
        if (event === "opened") return [event, "opened main"];
        return event === "merged" ? [event, "merged release/*"] : [event];
      }),
    );
    expect(only(rows, "opened").map(({ column_id }) => column_id)).toEqual(["more", "todo"]);
    expect(only(rows, "merged")).toMatchObject([
      { chosen: false, column_id: "done" },
      { chosen: true, column_id: "more", back: true },
    ]);
  });

  it("are read where what is null is left out", () => {
    const sparse = { event: "draft", needs: "any", back: false, default: false } as unknown as Rule;
    expect(only(read(sparse), "draft")).toMatchObject([{ base: null, column_id: null }]);
  });

  it("are sent without what is usual, and with the row of each", () => {
    const rows = read(rule("draft", null), rule("merged", "done", { base: "main", needs: "all" }));
    expect(bodyOf(rows)).toEqual({
      rules: [
        { event: "draft", column_id: null, needs: "any", back: false },
        { event: "merged", base: "main", column_id: "done", needs: "all", back: false },
      ],
      ids: [idOf("draft"), idOf("merged", "main")],
    });
    expect(bodyOf(read()).rules).toEqual([]);
  });

  test.each([
    ["main", false],
    ["release/*", true],
    ["v?", true],
  ])("%s is a pattern: %s", (base, yes) => expect(isPattern(base)).toBe(yes));
});

describe("changes", () => {
  const saved = read(rule("approved", "done"));
  const change = (rows: Rows, id: string, choice: Partial<RuleRow>) =>
    withChange(rows, id, choice, saved);

  it("make a choice of what was usual, and none of what is as it was", () => {
    const changed = change(saved, "merged", { back: true });
    expect(only(changed, "merged")).toMatchObject([{ chosen: true, back: true, needs: "all" }]);
    expect(changesBetween(saved, changed)).toHaveLength(1);
    const again = change(changed, "merged", { back: false });
    expect(only(again, "merged")).toMatchObject([{ chosen: false }]);
    expect(sameRows(saved, again)).toBe(true);
  });

  it("put back what is usual, which is a change where something was chosen", () => {
    const usual = withUsual(saved, "approved", COLUMNS);
    expect(only(usual, "approved")).toMatchObject([{ chosen: false, column_id: null }]);
    expect(changesBetween(saved, usual)).toMatchObject([{ key: "approved" }]);
  });

  it("add one for a branch below those of its event, as that for all, and remove it", () => {
    const { rows, id } = withRule(saved, "approved");
    expect(only(rows, "approved")[1]).toMatchObject({
      id,
      base: "",
      column_id: "done",
      chosen: true,
    });
    const more = withRule(rows, "draft");
    expect(more.id).not.toBe(id);
    expect(changesBetween(saved, more.rows)).toHaveLength(2);
    expect(sameRows(saved, withoutRule(withoutRule(more.rows, id), more.id))).toBe(true);
  });

  it("count two for one branch, and a branch of another name as one gone and one new", () => {
    const before = read(rule("opened", "todo", { base: "main" }));
    const [all, main] = only(before, "opened") as [RuleRow, RuleRow];
    const renamed = withChange(before, main.id, { base: " next " }, before);
    expect(changesBetween(before, renamed).map(({ key }) => key)).toEqual([
      "opened main",
      "opened next",
    ]);
    const twice = [all, main, { ...main, id: "new 1" }];
    expect(changesBetween([all, main], twice)).toHaveLength(1);
  });

  it("do not come of columns: what is usual stays so wherever it leads", () => {
    expect(sameRows(rowsOf([], COLUMNS), rowsOf([], [column("other", "done")]))).toBe(true);
  });
});

describe("with others", () => {
  const before = read(rule("draft", "todo"), rule("opened", "more", { base: "main" }));
  const mine = withChange(before, "merged", { column_id: "more" }, before);
  const wanted = (rows: Rows) =>
    bodyOf(rows).rules.map(({ event, base, column_id }) => [event, base ?? null, column_id]);

  it("one's changes go over theirs, and the rest stays theirs", () => {
    const theirs = read(
      rule("draft", "doing"),
      rule("approved", "done"),
      rule("merged", null),
      rule("merged", "done", { base: "x" }),
    );
    expect(wanted(overTheirs(theirs, before, mine))).toEqual([
      ["draft", null, "doing"],
      ["approved", null, "done"],
      ["merged", null, "more"],
      ["merged", "x", "done"],
    ]);
  });

  it("what one added or removed is so over theirs too", () => {
    const { rows, id } = withRule(withoutRule(before, "opened main"), "closed");
    const own = withChange(rows, id, { base: "main", column_id: "todo" }, before);
    const theirs = read(rule("opened", "done", { base: "main" }), rule("draft", "todo"));
    expect(wanted(overTheirs(theirs, before, own))).toEqual([
      ["draft", null, "todo"],
      ["closed", "main", "todo"],
    ]);
  });

  it("what was saved is taken back, but not where somebody chose otherwise since", () => {
    const both = withChange(mine, "draft", { column_id: "more" }, before);
    expect(wanted(takenBack(before, both, both) ?? [])).toEqual(wanted(before));
    const now = withChange(both, "draft", { column_id: "done" }, before);
    expect(wanted(takenBack(before, both, now) ?? [])).toEqual([
      ["draft", null, "done"],
      ["opened", "main", "more"],
    ]);
    expect(takenBack(before, mine, before)).toBeNull();
  });

  it("what was added is taken away again, and what was removed comes back", () => {
    const { rows, id } = withRule(withoutRule(before, "opened main"), "closed");
    const saved = withChange(rows, id, { base: "main", column_id: "todo" }, before);
    expect(wanted(takenBack(before, saved, saved) ?? [])).toEqual(wanted(before));
  });
});
