/** What an edit of a card changed, in words. Pure functions. */
import { longDate } from "../../card/dates";
import { PRIORITY_WORDS } from "../../card/PriorityGlyph";
import { checklistClauses, linkClauses } from "./listChanges";
import type { Names, Part } from "./sentences";

type Values = Readonly<Record<string, unknown>>;

/** What an event `card.updated` says was changed; undefined if that is nothing for people. */
export function changeWords(payload: Values, names: Names): readonly Part[] | undefined {
  const fields = (payload.fields ?? {}) as Values;
  const was = (payload.was ?? {}) as Values;
  const said = Object.entries(FIELDS).flatMap(([field, words]) =>
    field in fields ? words(fields[field], was[field], names) : [],
  );
  if (said.length === 0) return undefined;
  return said.flatMap((parts, index) => {
    if (index === 0) return parts;
    return [index === said.length - 1 ? " and " : ", ", ...parts];
  });
}

export type Clause = readonly Part[];
type InWords = (now: unknown, before: unknown, names: Names) => readonly Clause[];

const isNothing = (value: unknown) => value === null || value === undefined || value === "";

/** "changed the title": what it says now stands on the card. */
const text =
  (what: string): InWords =>
  () => [[`changed the ${what}`]];

const value =
  (what: string, shown: (value: unknown) => string): InWords =>
  (now) => [isNothing(now) ? [`removed the ${what}`] : [`set the ${what} to ${shown(now)}`]];

/** What was added to a list, and what was taken away. */
const list =
  (
    words: { readonly add: string; readonly remove: string; readonly many?: string },
    part: (id: string, names: Names) => Part,
  ): InWords =>
  (now, before, names) => {
    const [after, earlier] = [ids(now), ids(before)];
    const clause = (verb: string, found: readonly string[]): readonly Clause[] =>
      found.length === 0
        ? []
        : [
            [
              `${verb}${found.length > 1 ? (words.many ?? "") : ""} `,
              ...found.flatMap((id, at) => [...(at ? [", "] : []), part(id, names)]),
            ],
          ];
    return [
      ...clause(
        words.add,
        after.filter((id) => !earlier.includes(id)),
      ),
      ...clause(
        words.remove,
        earlier.filter((id) => !after.includes(id)),
      ),
    ];
  };

function ids(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function priority(now: unknown): readonly Clause[] {
  if (isNothing(now) || now === "none") return [["removed the priority"]];
  const words = PRIORITY_WORDS[now as keyof typeof PRIORITY_WORDS] ?? String(now);
  return [[`set the priority to ${words.toLowerCase()}`]];
}

/** The key of a card of this board. */
function cardPart(id: string, names: Names): Part {
  const key = names.card(id);
  return key === undefined ? "a card that is not on this board" : { code: key };
}

const parent: InWords = (now, _before, names) => [
  isNothing(now) ? ["removed the parent"] : ["set the parent to ", cardPart(String(now), names)],
];

const date = (shown: unknown) => longDate(String(shown));

const FIELDS: Readonly<Record<string, InWords>> = {
  title: text("title"),
  description: text("description"),
  acceptance_criteria: text("acceptance criteria"),
  priority,
  estimate: value("estimate", String),
  start_date: value("start date", date),
  due_date: value("due date", date),
  label_ids: list(
    { add: "added the label", remove: "removed the label", many: "s" },
    (id, names) => {
      const name = names.label(id);
      return name === undefined ? "that is gone" : { name };
    },
  ),
  assignee_ids: list({ add: "assigned", remove: "unassigned" }, (id, names) => ({
    name: names.person(id),
  })),
  parent_id: parent,
  blocked_by: list({ add: "made it wait for", remove: "made it wait no more for" }, cardPart),
  blocks: list({ add: "made it block", remove: "made it block no more" }, cardPart),
  checklist: checklistClauses,
  links: linkClauses,
};
