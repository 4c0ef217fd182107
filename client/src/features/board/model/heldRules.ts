/** Rules that somebody changed and did not save yet, kept in this browser. */
import { draft } from "./drafts";
import { RULE_EVENTS, type Rows, type RuleRow } from "./rules";

export interface Unsaved {
  /** The rules as they were when one began. */
  readonly before: Rows;
  readonly rows: Rows;
}

const place = (boardId: string) => draft(`board:${boardId}:rules`);

export function heldRules(boardId: string): Unsaved | null {
  const text = place(boardId).get();
  if (text === undefined) return null;
  try {
    const { before, rows } = JSON.parse(text) as Partial<Unsaved>;
    return areRows(before) && areRows(rows) ? { before, rows } : null;
  } catch {
    return null; // of another version of this page
  }
}

export function holdRules(boardId: string, unsaved: Unsaved | null): void {
  if (unsaved) place(boardId).set(JSON.stringify(unsaved));
  else place(boardId).clear();
}

function areRows(rows: unknown): rows is Rows {
  return Array.isArray(rows) && rows.every(isRow);
}

function isRow(row: Partial<RuleRow> | null): boolean {
  const text = (value: unknown) => value === null || typeof value === "string";
  return (
    row !== null &&
    typeof row.id === "string" &&
    RULE_EVENTS.includes(row.event as RuleRow["event"]) &&
    text(row.base) &&
    text(row.column_id) &&
    (row.needs === "any" || row.needs === "all") &&
    typeof row.back === "boolean" &&
    typeof row.chosen === "boolean"
  );
}
