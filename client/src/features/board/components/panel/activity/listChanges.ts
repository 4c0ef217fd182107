/** What an edit changed in a card's checklist and links, in words. Pure functions. */
import type { CardLink, ChecklistItem } from "../../../model";
import type { Clause } from "./changes";

/** More changes than this are told as one. */
const MOST_TOLD = 3;
const MOST_CHARACTERS = 60;

interface Identified {
  readonly id: string;
}

function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}

function quoted(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return `“${short}”`;
}

/** What differs from one list to the other, by id; `order` stands for a list that is only sorted anew. */
function told<T extends Identified>(
  before: readonly T[],
  after: readonly T[],
  words: {
    readonly added: (one: T) => Clause;
    readonly removed: (one: T) => Clause;
    readonly changed: (one: T, old: T) => readonly Clause[];
    readonly order: Clause;
    readonly many: Clause;
  },
): readonly Clause[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  const clauses = [
    ...after.flatMap((one) => {
      const was = old.get(one.id);
      return was ? words.changed(one, was) : [words.added(one)];
    }),
    ...before.filter(({ id }) => !now.has(id)).map(words.removed),
  ];
  if (clauses.length > MOST_TOLD) return [words.many];
  return clauses.length === 0 && before.length > 0 ? [words.order] : clauses;
}

export function checklistClauses(now: unknown, before: unknown): readonly Clause[] {
  return told(listOf<ChecklistItem>(before), listOf<ChecklistItem>(now), {
    added: ({ text }) => ["added ", { name: quoted(text) }, " to the checklist"],
    removed: ({ text }) => ["removed ", { name: quoted(text) }, " from the checklist"],
    changed: (item, was) => [
      ...(item.text === was.text
        ? []
        : [["rewrote ", { name: quoted(was.text) }, " to ", { name: quoted(item.text) }]]),
      ...(item.done === was.done
        ? []
        : [[item.done ? "ticked off " : "unticked ", { name: quoted(item.text) }]]),
    ],
    order: ["put the checklist in another order"],
    many: ["changed the checklist"],
  });
}

export function linkClauses(now: unknown, before: unknown): readonly Clause[] {
  const name = ({ title, url }: CardLink) => ({ name: quoted(title || url) });
  return told(listOf<CardLink>(before), listOf<CardLink>(now), {
    added: (link) => ["added the link ", name(link)],
    removed: (link) => ["removed the link ", name(link)],
    changed: (link, was) =>
      link.url === was.url && link.title === was.title ? [] : [["changed the link ", name(link)]],
    order: ["put the links in another order"],
    many: ["changed the links"],
  });
}
