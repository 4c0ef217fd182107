import type { ReactElement } from "react";
import { Picker } from "../../../../lib";
import type { Card, Priority } from "../../model";
import { useActions, useLookup } from "../context";
import type { PickerKind } from "../ui";
import { DuePicker } from "./DuePicker";
import { LabelPicker } from "./LabelPicker";
import { columnOptions, peopleOptions, priorityOptions, shared } from "./options";

export interface CardPickerProps {
  readonly kind: PickerKind;
  readonly trigger: ReactElement;
  readonly cards: readonly Card[];
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
}

function common<T>(cards: readonly Card[], of: (card: Card) => T): readonly T[] {
  const values = new Set(cards.map(of));
  return values.size === 1 ? [...values] : [];
}

/** Picks one thing for one card or several: the same list by key, in the panel and in bulk. */
export function CardPicker({ kind, ...props }: CardPickerProps) {
  const { cards, ...rest } = props;
  const lookup = useLookup();
  const { edits } = useActions();
  const ids = cards.map(({ id }) => id);
  switch (kind) {
    case "labels":
      return <LabelPicker {...props} />;
    case "due":
      return <DuePicker {...props} />;
    case "assignees": {
      const on = shared(cards, "assignee_ids");
      return (
        <Picker
          {...rest}
          label="Assignees"
          multiple
          options={peopleOptions(lookup)}
          selected={on}
          onChange={(_, id) => edits.switch(ids, "assignee_ids", id, !on.includes(id))}
        />
      );
    }
    case "priority":
      return (
        <Picker
          {...rest}
          label="Priority"
          options={priorityOptions}
          selected={common(cards, (card) => card.priority ?? "none")}
          onChange={(_, id) => edits.set(ids, "priority", id as Priority)}
        />
      );
    case "column":
      return (
        <Picker
          {...rest}
          label="Move to column"
          options={columnOptions(lookup)}
          selected={common(cards, (card) => card.column_id)}
          onChange={(_, id) => {
            const moving = cards.filter((card) => card.column_id !== id).map((card) => card.id);
            edits.move(moving, id, "end");
          }}
        />
      );
  }
}
