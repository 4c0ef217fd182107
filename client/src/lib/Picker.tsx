import { type ReactElement, type ReactNode, useState } from "react";

import { cx } from "./cx";
import styles from "./Picker.module.css";
import { PickerList } from "./PickerList";
import { Popover } from "./Popover";

export interface PickerOption {
  id: string;
  label: string;
  /** Before the label: an avatar, a dot of colour, an icon. */
  icon?: ReactNode;
  /** Quiet, after the label. */
  hint?: string | undefined;
  /** Further words by which it is found. */
  keywords?: string | undefined;
  /** Why it cannot be picked: stands under it. */
  whyNot?: string | undefined;
}

export interface PickerProps {
  /** The button that opens it. */
  trigger: ReactElement;
  /** What is picked: "Assignees". */
  label: string;
  options: readonly PickerOption[];
  selected: readonly string[];
  /** Several at once; otherwise one choice closes it. */
  multiple?: boolean | undefined;
  /** The whole new selection, and the id that was just switched on or off. */
  onChange: (selected: string[], switched: string) => void;
  /** Offers to make what was typed and is not there. */
  onCreate?: ((text: string) => void) | undefined;
  /** The words of that offer, such as `Create “x”`; undefined where none is made. */
  offer?: ((text: string) => string | undefined) | undefined;
  /** At most so many are shown: a longer list is for searching. */
  most?: number | undefined;
  /** Said when there is nothing to pick from. */
  emptyText?: string | undefined;
  /** Told what is searched for, by who finds the options elsewhere: they are shown as they come. */
  onSearch?: ((text: string) => void) | undefined;
  /** In place of words about an empty list, or under it: that it is loading, that there is more. */
  note?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  align?: "start" | "center" | "end" | undefined;
  /** For what is read, rather than known. */
  wide?: boolean | undefined;
}

/** A searchable list to pick one or several from. */
export function Picker({ trigger, side, align, wide, open, onOpenChange, ...list }: PickerProps) {
  const [opened, setOpened] = useState(false);
  const change = (value: boolean) => {
    setOpened(value);
    onOpenChange?.(value);
  };
  return (
    <Popover
      trigger={trigger}
      label={list.label}
      side={side}
      align={align}
      open={open ?? opened}
      onOpenChange={change}
      className={cx(styles.popover, (list.most !== undefined || wide) && styles.wide)}
    >
      <PickerList {...list} onDone={() => change(false)} />
    </Popover>
  );
}
