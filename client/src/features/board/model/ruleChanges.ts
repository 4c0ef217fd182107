/** How rules differ, and what becomes of them where several people changed them. Pure functions. */
import { keyOf, RULE_EVENTS, type Rows, type RuleRow, sameRule } from "./rules";

/** One rule before and after; undefined where there is none. */
export interface RuleChange {
  readonly key: string;
  readonly before: RuleRow | undefined;
  readonly after: RuleRow | undefined;
}

type ByKey = ReadonlyMap<string, RuleRow>;

const byKey = (rows: Rows): ByKey => new Map(rows.map((row) => [keyOf(row), row]));

/** What differs, in the order in which it is shown. */
export function changesBetween(before: Rows, after: Rows): RuleChange[] {
  const [old, now] = [byKey(before), byKey(after)];
  const twice = after.filter((row) => now.get(keyOf(row)) !== row);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const changed = keys
    .map((key) => ({ key, before: old.get(key), after: now.get(key) }))
    .filter((change) => !sameRule(change.before, change.after));
  return [...changed, ...twice.map((row) => ({ key: row.id, before: undefined, after: row }))];
}

export function sameRows(one: Rows, other: Rows): boolean {
  return one === other || changesBetween(one, other).length === 0;
}

/**
 * What one changed, over what others made of the rules meanwhile; the rest stays theirs.
 *
 * @param theirs the rules as they are now.
 * @param before as they were when one began.
 * @param mine as one wants them.
 */
export function overTheirs(theirs: Rows, before: Rows, mine: Rows): Rows {
  return withChanges(theirs, changesBetween(before, mine));
}

/**
 * What takes back what was saved: but not where somebody has chosen otherwise since.
 *
 * @returns null where nothing is left to take back.
 */
export function takenBack(before: Rows, saved: Rows, now: Rows): Rows | null {
  const current = byKey(now);
  const back = changesBetween(saved, before).filter((change) =>
    sameRule(current.get(change.key), change.before),
  );
  return back.length === 0 ? null : withChanges(now, back);
}

function withChanges(rows: Rows, changes: readonly RuleChange[]): Rows {
  const found = new Map(byKey(rows));
  for (const { key, after } of changes) {
    if (after) found.set(key, after);
    else found.delete(key);
  }
  const place = ({ event, base }: RuleRow) =>
    2 * RULE_EVENTS.indexOf(event) + (base === null ? 0 : 1);
  return [...found.values()].sort((one, other) => place(one) - place(other));
}
