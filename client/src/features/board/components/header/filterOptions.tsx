import { Avatar, Icon, type PickerOption } from "../../../../lib";
import type { DueFilter, Filters, Priority } from "../../model";
import { LabelDot } from "../card/Label";
import { PRIORITIES, PRIORITY_WORDS, PriorityGlyph } from "../card/PriorityGlyph";
import type { BoardLookup } from "../context";

/** Kinds of filters that are picked from one list; each option's id begins with its kind. */
export type FilterKind = "assignee" | "label" | "priority" | "due";

export const DUE_WORDS: Readonly<Record<DueFilter, string>> = {
  overdue: "Overdue",
  today: "Due today",
  week: "Due within a week",
  none: "No due date",
};

export interface FilterOption extends PickerOption {
  readonly kind: FilterKind;
  readonly value: string;
}

function option(
  kind: FilterKind,
  value: string,
  label: string,
  icon: React.ReactNode,
  hint: string,
): FilterOption {
  return { id: `${kind}:${value}`, kind, value, label, icon, hint, keywords: kind };
}

/** Everything that one can filter by, people first, oneself at the head. */
export function filterOptions(lookup: BoardLookup): readonly FilterOption[] {
  const { me } = lookup;
  const people = [...lookup.people.values()].sort(
    (a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name),
  );
  return [
    ...people.map((person) =>
      option(
        "assignee",
        person.id,
        person.name,
        <Avatar person={person} size={20} decorative />,
        person.id === me ? "You" : "Assignee",
      ),
    ),
    option("assignee", "none", "Nobody", <Icon name="person" />, "Assignee"),
    ...[...lookup.labels.values()].map(({ id, name, color }) =>
      option("label", id, name, <LabelDot color={color} />, "Label"),
    ),
    ...PRIORITIES.map((one) =>
      option("priority", one, PRIORITY_WORDS[one], <PriorityGlyph priority={one} />, "Priority"),
    ),
    ...(Object.keys(DUE_WORDS) as DueFilter[]).map((due) =>
      option("due", due, DUE_WORDS[due], <Icon name="calendar" />, "Due"),
    ),
  ];
}

/** The ids of the options that are on. */
export function chosen(filters: Filters): readonly string[] {
  return [
    ...filters.assignee.map((id) => `assignee:${id}`),
    ...filters.label.map((id) => `label:${id}`),
    ...filters.priority.map((one) => `priority:${one}`),
    ...(filters.due ? [`due:${filters.due}`] : []),
  ];
}

/** The filters with one option switched on or off. */
export function switched(filters: Filters, { kind, value }: FilterOption): Filters {
  if (kind === "due") {
    return { ...filters, due: filters.due === value ? null : (value as DueFilter) };
  }
  const old: readonly string[] = filters[kind];
  const after = old.includes(value) ? old.filter((one) => one !== value) : [...old, value];
  return { ...filters, [kind]: after as readonly string[] & readonly Priority[] };
}
