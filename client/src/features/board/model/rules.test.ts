import { describe, expect, it, test } from "vitest";

import {
  choiceOfValue,
  choicesOf,
  choiceValue,
  chosen,
  columnOf,
  type Rule,
  type RuleChoice,
  type RuleChoices,
  rulesBody,
  takenBack,
  usualColumn,
  withOwn,
} from "./rules";
import type { Category, Column } from "./types";

const column = (id: string, category: Category): Column => ({ id, name: id, category, rank: id });
const COLUMNS = [
  column("todo", "unstarted"),
  column("doing", "started"),
  column("more", "started"),
  column("done", "done"),
];
const USUAL: RuleChoices = {
  branch_created: "usual",
  draft: "usual",
  opened: "usual",
  merged: "usual",
};

describe("rules", () => {
  it("usually lead to the first column of their kind, if there is one", () => {
    expect(usualColumn("branch_created", COLUMNS)?.id).toBe("doing");
    expect(usualColumn("draft", COLUMNS)?.id).toBe("doing");
    expect(usualColumn("opened", COLUMNS)).toBeUndefined();
    expect(usualColumn("merged", COLUMNS)?.id).toBe("done");
  });

  test.each<[RuleChoice, string | undefined]>([
    ["usual", "done"],
    ["nowhere", undefined],
    [{ column: "todo" }, "todo"],
    [{ column: "deleted" }, undefined],
  ])("%j leads to %s", (choice, id) => expect(columnOf("merged", choice, COLUMNS)?.id).toBe(id));

  it("are read from what the server tells", () => {
    const rules = [
      { event: "branch_created", column_id: "doing", default: true },
      { event: "draft", column_id: null, default: false },
      { event: "opened", column_id: "more", default: false },
    ] as const;
    expect(choicesOf(rules)).toEqual({
      ...USUAL,
      draft: "nowhere",
      opened: { column: "more" },
    });
  });

  it("are sent without what is usual", () => {
    expect(rulesBody(USUAL)).toEqual({ rules: [] });
    const choices: RuleChoices = { ...USUAL, merged: "nowhere", draft: { column: "todo" } };
    expect(rulesBody(choices)).toEqual({
      rules: [
        { event: "draft", column_id: "todo" },
        { event: "merged", column_id: null },
      ],
    });
  });

  test.each<RuleChoice>(["usual", "nowhere", { column: "usual" }])(
    "%j survives being an option",
    (choice) => expect(choiceOfValue(choiceValue(choice))).toEqual(choice),
  );
});

describe("one's own choices", () => {
  const rule = (event: Rule["event"], column_id: string | null): Rule => ({
    event,
    column_id,
    default: false,
  });

  it("stand in the place of what is chosen, and leave the rest", () => {
    const rules = [rule("draft", "todo"), rule("merged", "done")];
    expect(withOwn(rules, { merged: "nowhere" })).toEqual({
      ...USUAL,
      draft: { column: "todo" },
      merged: "nowhere",
    });
  });

  it("are none where they choose what stands anyway", () => {
    const rules = [rule("merged", "done")];
    const own = chosen({ draft: "nowhere" }, "merged", "usual", rules);
    expect(own).toEqual({ draft: "nowhere", merged: "usual" });
    expect(chosen(own, "merged", { column: "done" }, rules)).toEqual({ draft: "nowhere" });
    expect(chosen(own, "draft", { column: "todo" }, rules)).toEqual({
      draft: { column: "todo" },
      merged: "usual",
    });
  });

  it("are taken back one by one, but not where somebody chose otherwise since", () => {
    const before = [rule("merged", "done")];
    const saved = { merged: "nowhere", draft: { column: "todo" } } as const;
    const after = [rule("merged", null), rule("draft", "todo")];
    const both = { merged: { column: "done" }, draft: "usual" };
    expect(takenBack(saved, before, after)).toEqual(both);
    expect(takenBack(saved, before, [...after, rule("opened", "more")])).toEqual(both);
    const later = [rule("merged", null), rule("draft", "doing")];
    expect(takenBack(saved, before, later)).toEqual({ merged: { column: "done" } });
    expect(takenBack(saved, before, before)).toEqual({});
  });
});
