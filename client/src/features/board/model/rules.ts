/** The rules of a board as people change them: rows, of which some are not saved yet. Pure functions. */
import type { components } from "../../../api/schema";
import type { Category, Column } from "./types";

type Schemas = components["schemas"];

export type RuleEvent = Schemas["RuleEvent"];
export type Needs = Schemas["Needs"];
export type Rule = Schemas["RuleOut"];
/** What rules would have done, and one move of it. */
export type DryRun = Schemas["DryRunOut"];
export type DryMove = Schemas["DryMove"];

/** In the order in which work goes. */
export const RULE_EVENTS: readonly RuleEvent[] = [
  "branch_created",
  "draft",
  "opened",
  "review_requested",
  "changes_requested",
  "checks_failed",
  "approved",
  "merged",
  "closed",
];

/** Where nobody chose, it is the first column of this category: as the server has it. */
const USUAL: Readonly<Partial<Record<RuleEvent, Category>>> = {
  branch_created: "started",
  draft: "started",
  opened: "review",
  merged: "done",
};

/** What somebody may choose of a rule. */
export interface RuleChoice {
  /** A branch by its name, or a pattern of names; null for all that no other rule names. */
  readonly base: string | null;
  /** Null for nowhere. */
  readonly column_id: string | null;
  readonly needs: Needs;
  readonly back: boolean;
}

/** A rule where it is changed. */
export interface RuleRow extends RuleChoice {
  /** Stays the same while its branch is being written. */
  readonly id: string;
  readonly event: RuleEvent;
  /** Whether somebody chose it; else it is what every board has. */
  readonly chosen: boolean;
}

export type Rows = readonly RuleRow[];

/** What rules are told apart by. */
export function keyOf({ event, base }: Pick<RuleRow, "event" | "base">): string {
  return base === null ? event : `${event} ${base.trim()}`;
}

/** Whether a branch is a pattern of names: no branch has such characters in its name. */
export function isPattern(base: string): boolean {
  return /[*?]/.test(base);
}

/** The rule that every board has for an event. */
export function usualRow(event: RuleEvent, columns: readonly Column[]): RuleRow {
  const column = columns.find(({ category }) => category === USUAL[event]);
  return {
    id: event,
    event,
    base: null,
    column_id: column?.id ?? null,
    needs: event === "merged" ? "all" : "any",
    back: false,
    chosen: false,
  };
}

/** The rules that the server tells; of each event first that for all branches. */
export function rowsOf(rules: readonly Rule[], columns: readonly Column[]): Rows {
  const rows = rules.map(rowOf);
  return RULE_EVENTS.flatMap((event) => {
    const own = rows.filter((row) => row.event === event);
    const all = own.find(({ base }) => base === null);
    return [all?.chosen ? all : usualRow(event, columns), ...own.filter((row) => row !== all)];
  });
}

function rowOf({ event, base = null, column_id = null, needs, back, default: usual }: Rule) {
  const row: Omit<RuleRow, "id"> = { event, base, column_id, needs, back, chosen: !usual };
  return { ...row, id: keyOf(row) };
}

/** With a change to one of them; what is then as it was saved is no change. */
export function withChange(
  rows: Rows,
  id: string,
  change: Partial<RuleChoice>,
  saved: Rows,
): RuleRow[] {
  return rows.map((row) => {
    if (row.id !== id) return row;
    const next: RuleRow = { ...row, ...change, chosen: true };
    const before = saved.find((one) => keyOf(one) === keyOf(next));
    return before && sameChoice(before, next) ? { ...next, chosen: before.chosen } : next;
  });
}

/** With what every board has in the place of one of them. */
export function withUsual(rows: Rows, event: RuleEvent, columns: readonly Column[]): RuleRow[] {
  const usual = usualRow(event, columns);
  return rows.map((row) => (row.event === event && row.base === null ? usual : row));
}

/** With one more for an event: as that for all branches, and for a branch that is still to be named. */
export function withRule(rows: Rows, event: RuleEvent): { rows: RuleRow[]; id: string } {
  const last = rows.findLastIndex((row) => row.event === event);
  const model = rows.find((row) => row.event === event && row.base === null);
  const numbers = rows.map(({ id }) => Number(/^new (\d+)$/.exec(id)?.[1] ?? 0));
  const id = `new ${Math.max(0, ...numbers) + 1}`;
  if (!model) return { rows: [...rows], id };
  return { rows: rows.toSpliced(last + 1, 0, { ...model, id, base: "", chosen: true }), id };
}

/** Without one that is for a branch. */
export function withoutRule(rows: Rows, id: string): RuleRow[] {
  return rows.filter((row) => row.id !== id);
}

/** Whether two do the same, where both are for the same event. */
function sameChoice(one: RuleChoice, other: RuleChoice): boolean {
  return one.column_id === other.column_id && one.needs === other.needs && one.back === other.back;
}

/** What is usual follows the columns: it is the same wherever it leads. */
export function sameRule(one: RuleRow | undefined, other: RuleRow | undefined): boolean {
  if (!one || !other) return one === other;
  if (!one.chosen || !other.chosen) return one.chosen === other.chosen;
  return sameChoice(one, other);
}

/** As the server takes them, and the row of each: what is not named is as usual. */
export function bodyOf(rows: Rows): { rules: Schemas["RuleIn"][]; ids: string[] } {
  const chosen = rows.filter((row) => row.chosen);
  const rules = chosen.map(({ event, base, column_id, needs, back }) => ({
    event,
    ...(base === null ? {} : { base: base.trim() }),
    column_id,
    needs,
    back,
  }));
  return { rules, ids: chosen.map(({ id }) => id) };
}
