/** Rules, and what they would have done, in sentences. Pure functions. */
import { nameOf } from "./branches";
import { type DryMove, isPattern, type RuleEvent, type RuleRow } from "./rules";
import type { Column } from "./types";

/** Text as it is; what matters in it, which may run the other way; and what GitHub calls things. */
export type RulePart = string | { readonly name: string } | { readonly code: string };

interface EventWords {
  /** What it is called. */
  readonly name: string;
  /** What one pull request does, or all of them; a branch there is only one of. */
  readonly any: string;
  readonly all: string;
}

export const EVENT_WORDS: Readonly<Record<RuleEvent, EventWords>> = {
  branch_created: {
    name: "Branch created",
    any: "a branch is created",
    all: "a branch is created",
  },
  draft: { name: "Draft", any: "is a draft", all: "are drafts" },
  opened: { name: "Opened", any: "is opened or becomes ready", all: "are opened or ready" },
  review_requested: {
    name: "Review requested",
    any: "has a review requested",
    all: "have reviews requested",
  },
  changes_requested: {
    name: "Changes requested",
    any: "has changes requested",
    all: "have changes requested",
  },
  checks_failed: { name: "Checks failed", any: "fails its checks", all: "fail their checks" },
  approved: { name: "Approved", any: "is approved", all: "are approved" },
  merged: { name: "Merged", any: "is merged", all: "are merged" },
  closed: {
    name: "Closed",
    any: "is closed without being merged",
    all: "are closed without being merged",
  },
};

/** What stands before the name or the pattern of a branch. */
export function beforeBase(base: string): string {
  return isPattern(base) ? "branches like" : "the branch";
}

/** A rule as a sentence. `among`: whether its event has rules for single branches too. */
export function ruleParts(
  row: RuleRow,
  columns: readonly Column[],
  among: boolean,
): readonly RulePart[] {
  const words = { name: EVENT_WORDS[row.event][row.needs] };
  const first = [row.needs === "all" ? "Once " : "As soon as "];
  const when: readonly RulePart[] =
    row.event === "branch_created"
      ? [...first, words]
      : [
          ...first,
          { name: row.needs === "all" ? "all" : "one" },
          " of its pull requests into ",
          ...baseParts(row.base, among),
          " ",
          words,
        ];
  if (row.column_id === null) return [...when, ", move the card ", { name: "nowhere" }, "."];
  const back = row.back ? ", also backwards." : ".";
  return [...when, ", move the card to ", columnPart(row.column_id, columns), back];
}

function baseParts(base: string | null, among: boolean): readonly RulePart[] {
  if (base === null) return [`any ${among ? "other " : ""}branch`];
  return [`${beforeBase(base)} `, { code: base }];
}

function columnPart(id: string, columns: readonly Column[]): RulePart {
  const column = columns.find((one) => one.id === id);
  return column ? { name: column.name } : "a column that is gone";
}

type Around = readonly [before: string, after: string];

/** What happened, around the pull request or the branch to which it did. */
const HAPPENED: Readonly<Record<RuleEvent, Around>> = {
  branch_created: ["the branch ", " was created"],
  draft: ["", " became a draft"],
  opened: ["", " was opened or ready"],
  review_requested: ["a review of ", " was requested"],
  changes_requested: ["changes to ", " were requested"],
  checks_failed: ["checks of ", " failed"],
  approved: ["", " was approved"],
  merged: ["", " was merged"],
  closed: ["", " was closed without being merged"],
};

/**
 * What a rule would have done with a card, behind its name.
 *
 * @param several whether pull requests are of several repositories.
 */
export function moveParts(
  move: DryMove,
  columns: readonly Column[],
  several: boolean,
): readonly RulePart[] {
  const from = columnPart(move.from_column_id, columns);
  const to = columnPart(move.to_column_id, columns);
  const does: readonly RulePart[] = move.held_back
    ? [" would have stayed in ", from, ", because ", to, " is full: "]
    : [" would have moved from ", from, " to ", to, ": "];
  const [before, after] = HAPPENED[move.event];
  const rule: readonly RulePart[] = move.base ? [", into ", { code: move.base }] : [];
  return [...does, before, sourceOf(move, several), after, ...rule];
}

function sourceOf({ repository, pull_request: number, branch }: DryMove, several: boolean) {
  // On the wire, what is null may be left out.
  if ((number ?? null) === null) return { code: branch ?? "" };
  return { code: several ? nameOf({ repository, number: number as number }) : `#${number}` };
}

/** The sentence as plain text. */
export function plainRule(parts: readonly RulePart[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part : "name" in part ? part.name : part.code))
    .join("");
}
