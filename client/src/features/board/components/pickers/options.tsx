import { Avatar, type PickerOption } from "../../../../lib";
import type { Card, Priority } from "../../model";
import { LabelDot } from "../card/Label";
import { PRIORITIES, PRIORITY_WORDS, PriorityGlyph } from "../card/PriorityGlyph";
import type { BoardLookup } from "../context";
import styles from "../columns/Column.module.css";

export const priorityOptions: readonly (PickerOption & { id: Priority })[] = PRIORITIES.map(
  (priority) => ({
    id: priority,
    label: PRIORITY_WORDS[priority],
    icon: <PriorityGlyph priority={priority} />,
  }),
);

export function labelOptions(lookup: BoardLookup): readonly PickerOption[] {
  return [...lookup.labels.values()].map(({ id, name, color }) => ({
    id,
    label: name,
    icon: <LabelDot color={color} />,
  }));
}

/** Everybody, oneself first. */
export function peopleOptions(lookup: BoardLookup): readonly PickerOption[] {
  const mine = (id: string) => Number(id === lookup.me);
  return [...lookup.people.values()]
    .sort((a, b) => mine(b.id) - mine(a.id) || a.name.localeCompare(b.name))
    .map((person) => ({
      id: person.id,
      label: person.name,
      icon: <Avatar person={person} size={20} decorative />,
      hint: person.id === lookup.me ? "You" : undefined,
    }));
}

export function columnOptions(lookup: BoardLookup): readonly PickerOption[] {
  return lookup.columns.map(({ id, name, category }) => ({
    id,
    label: name,
    icon: <span className={styles.category} data-category={category} />,
  }));
}

/** The members that every one of the cards has. */
export function shared(
  cards: readonly Card[],
  kind: "label_ids" | "assignee_ids",
): readonly string[] {
  const [first, ...others] = cards;
  return (first?.[kind] ?? []).filter((id) => others.every((one) => one[kind]?.includes(id)));
}
