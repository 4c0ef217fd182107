/** What is wrong with rules that somebody chose, row by row. Pure functions. */
import { ApiError } from "../../../api/errors";
import { keyOf, type Rows } from "./rules";
import type { Column } from "./types";

export interface RuleProblem {
  /** The part of the sentence that it is about. */
  readonly field: "base" | "column_id" | "needs" | "event";
  readonly text: string;
}

/** By the id of the row. */
export type RuleProblems = ReadonlyMap<string, RuleProblem>;

/** What can be told without asking the server. */
export function problemsOf(rows: Rows, columns: readonly Column[]): RuleProblems {
  const found = new Map<string, RuleProblem>();
  const seen = new Set<string>();
  for (const row of rows) {
    const base = row.base?.trim();
    const key = keyOf(row);
    const column = row.column_id;
    if (base === "")
      found.set(row.id, { field: "base", text: "Name a branch, or a pattern such as release/*." });
    else if (seen.has(key))
      found.set(row.id, { field: "base", text: `There is a rule for ${base} above already.` });
    else if (row.chosen && column !== null && !columns.some(({ id }) => id === column))
      found.set(row.id, { field: "column_id", text: "Choose a column of this board." });
    seen.add(key);
  }
  return found;
}

/** `rules.3.base`: the third part is missing where the whole rule is meant. */
const PATH = /^rules\.(\d+)(?:\.(base|column_id|needs|event))?$/;

/**
 * What a refusal says of single rules; none where it is about something else.
 *
 * @param error the refusal.
 * @param ids of the rows, in the order in which they were sent.
 */
export function refusedRows(error: unknown, ids: readonly string[]): RuleProblems {
  const found = new Map<string, RuleProblem>();
  if (!(error instanceof ApiError)) return found;
  for (const { field, message } of error.fields) {
    const [, number, part = "event"] = PATH.exec(field) ?? [];
    const id = number === undefined ? undefined : ids[Number(number)];
    if (id === undefined || found.has(id)) continue;
    // Of a shape that is wrong the detail says only where to look; else it says what is wrong.
    const text = error.code === "invalid" ? `${message}.` : error.detail;
    found.set(id, { field: part as RuleProblem["field"], text: text || message });
  }
  return found;
}
