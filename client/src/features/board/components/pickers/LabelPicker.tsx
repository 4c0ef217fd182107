import { type ReactElement, useState } from "react";
import { Picker, Popover } from "../../../../lib";
import type { Card } from "../../model";
import { useActions, useLookup } from "../context";
import { leastUsed } from "./colors";
import { NewLabel } from "./NewLabel";
import { labelOptions, shared } from "./options";

interface LabelPickerProps {
  readonly trigger: ReactElement;
  readonly cards: readonly Card[];
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
}

/** Puts labels on cards; what is not there is made, with a colour of one's choice. */
export function LabelPicker({ trigger, cards, open, onOpenChange }: LabelPickerProps) {
  const lookup = useLookup();
  const { edits } = useActions();
  const [making, setMaking] = useState<string | null>(null);
  const ids = cards.map(({ id }) => id);
  const on = shared(cards, "label_ids");
  const change = (value: boolean) => {
    if (!value) setMaking(null);
    onOpenChange?.(value);
  };

  if (making !== null) {
    return (
      <Popover trigger={trigger} label="New label" open onOpenChange={change}>
        <NewLabel
          name={making}
          color={leastUsed([...lookup.labels.values()].map(({ color }) => color))}
          onCancel={() => change(false)}
          onCreate={(name, color) => {
            edits.createLabel(name, color, ids);
            change(false);
          }}
        />
      </Popover>
    );
  }
  return (
    <Picker
      trigger={trigger}
      label="Labels"
      multiple
      options={labelOptions(lookup)}
      selected={on}
      onChange={(_, id) => edits.switch(ids, "label_ids", id, !on.includes(id))}
      onCreate={setMaking}
      emptyText="No labels yet. Type a name to make one."
      open={open}
      onOpenChange={change}
    />
  );
}
