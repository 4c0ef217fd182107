/** Which event on GitHub moves a card to which column, as people choose it. Pure functions. */
import type { components } from "../../../api/schema";
import type { Category, Column } from "./types";

type Schemas = components["schemas"];

export type RuleEvent = Schemas["RuleEvent"];
export type Rule = Schemas["RuleOut"];

/** What answers an event: what is usual, nothing, or a column by its id. */
export type RuleChoice = "usual" | "nowhere" | { readonly column: string };

export type RuleChoices = Readonly<Record<RuleEvent, RuleChoice>>;

/** What one person chose otherwise than it was; about the rest they say nothing. */
export type OwnChoices = Partial<RuleChoices>;

/** In the order in which work goes. */
export const RULE_EVENTS: readonly RuleEvent[] = ["branch_created", "draft", "opened", "merged"];

export const RULE_WORDS: Readonly<Record<RuleEvent, string>> = {
  branch_created: "When a branch is created",
  draft: "When a draft pull request is opened",
  opened: "When a pull request is opened or ready",
  merged: "When all pull requests are merged",
};

/** Where nobody chose, it is the first column of this category: as the server has it. */
const USUAL: Readonly<Record<RuleEvent, Category>> = {
  branch_created: "started",
  draft: "started",
  opened: "review",
  merged: "done",
};

/** The column that an event usually leads to; undefined where the board has none of that kind. */
export function usualColumn(event: RuleEvent, columns: readonly Column[]): Column | undefined {
  return columns.find(({ category }) => category === USUAL[event]);
}

/** Where a choice leads; undefined is nowhere. */
export function columnOf(
  event: RuleEvent,
  choice: RuleChoice,
  columns: readonly Column[],
): Column | undefined {
  if (choice === "usual") return usualColumn(event, columns);
  if (choice === "nowhere") return undefined;
  return columns.find(({ id }) => id === choice.column);
}

/** What is chosen; a rule that the server does not tell of is as usual. */
export function choicesOf(rules: readonly Rule[]): RuleChoices {
  const choice = (event: RuleEvent): RuleChoice => {
    const rule = rules.find((one) => one.event === event);
    if (!rule || rule.default) return "usual";
    // On the wire, what is null may be left out.
    return (rule.column_id ?? null) === null ? "nowhere" : { column: rule.column_id as string };
  };
  return Object.fromEntries(RULE_EVENTS.map((event) => [event, choice(event)])) as RuleChoices;
}

/** What is chosen, with what one person chose in its place. */
export function withOwn(rules: readonly Rule[], own: OwnChoices): RuleChoices {
  return { ...choicesOf(rules), ...own };
}

/** What one chose, and now this; choosing what stands anyway is no choice. */
export function chosen(
  own: OwnChoices,
  event: RuleEvent,
  choice: RuleChoice,
  rules: readonly Rule[],
): OwnChoices {
  const others = only(own, (one) => one !== event);
  return same(choice, choicesOf(rules)[event]) ? others : { ...others, [event]: choice };
}

/**
 * What takes one's choices back: for each what was chosen before it. Not where somebody has chosen
 * otherwise since: theirs stands.
 *
 * @param saved what one chose.
 * @param before the rules before it was saved.
 * @param now the rules as they are.
 */
export function takenBack(
  saved: OwnChoices,
  before: readonly Rule[],
  now: readonly Rule[],
): OwnChoices {
  const current = choicesOf(now);
  return only(choicesOf(before), (event) => {
    const mine = saved[event];
    return mine !== undefined && same(mine, current[event]);
  });
}

function only(choices: OwnChoices, wanted: (event: RuleEvent) => boolean): OwnChoices {
  const entries = Object.entries(choices) as [RuleEvent, RuleChoice][];
  return Object.fromEntries(entries.filter(([event]) => wanted(event)));
}

function same(one: RuleChoice, other: RuleChoice): boolean {
  return choiceValue(one) === choiceValue(other);
}

/** The choices as the server takes them: what is not named is as usual. */
export function rulesBody(choices: RuleChoices): Schemas["RulesPut"] {
  const rules = RULE_EVENTS.flatMap((event): Schemas["RuleIn"][] => {
    const choice = choices[event];
    if (choice === "usual") return [];
    return [{ event, column_id: choice === "nowhere" ? null : choice.column }];
  });
  return { rules };
}

/** A choice as the value of an option, and back. */
export function choiceValue(choice: RuleChoice): string {
  return typeof choice === "string" ? choice : `column:${choice.column}`;
}

export function choiceOfValue(value: string): RuleChoice {
  if (value === "nowhere") return value;
  return value.startsWith("column:") ? { column: value.slice("column:".length) } : "usual";
}
