import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { Icon } from "../../../../../lib";
import styles from "./Checklist.module.css";
import { MOST_CHARACTERS } from "./ChecklistRow";

interface AddItemProps {
  /** How many items there is room for. */
  readonly room: number;
  readonly onAdd: (text: string) => void;
}

/** The lines of a text as items, without the marks that lists have elsewhere. */
export function itemsIn(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*+•]|\d+[.)])?\s*(?:\[[ xX]?\]\s*)?/, "").trim())
    .filter(Boolean)
    .map((line) => line.slice(0, MOST_CHARACTERS));
}

/** The field at the end of a checklist. Enter adds, and one goes on; a pasted list is a list. */
export function AddItem({ room, onAdd }: AddItemProps) {
  const [text, setText] = useState("");
  const add = () => {
    const item = text.trim();
    if (!item) return;
    onAdd(item);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && text) setText("");
    else if (event.key === "Escape") {
      // Back to the card: its own keys work again, the next Escape closes it.
      event.currentTarget.closest<HTMLElement>("aside")?.focus({ preventScroll: true });
    } else if (event.key === "Enter") add();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const items = itemsIn(event.clipboardData.getData("text/plain"));
    if (items.length < 2 || text.trim()) return;
    event.preventDefault();
    for (const item of items.slice(0, room)) onAdd(item);
  };
  return (
    <label className={styles.add}>
      <Icon name="plus" size={14} />
      <textarea
        rows={1}
        className={styles.addField}
        aria-label="Add an item to the checklist"
        placeholder="Add an item"
        dir="auto"
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={(event) => setText(event.target.value.replaceAll(/\s*\n\s*/g, " "))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={add}
      />
    </label>
  );
}
