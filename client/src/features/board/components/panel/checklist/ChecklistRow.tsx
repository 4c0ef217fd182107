import { type KeyboardEvent, type PointerEventHandler, useEffect, useRef, useState } from "react";
import { Icon, IconButton, tip } from "../../../../../lib";
import type { ChecklistItem } from "../../../model";
import { useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import styles from "./Checklist.module.css";

export const MOST_CHARACTERS = 500;

interface RowProps {
  readonly item: ChecklistItem;
  readonly edits: DetailEdits;
  /** Whether it is being dragged. */
  readonly lifted: boolean;
  /** Where what is dragged would land: over this row, or under it. */
  readonly line: "before" | "after" | undefined;
  readonly grip: { readonly onPointerDown: PointerEventHandler };
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Writes an item where it stands. Enter saves, Escape leaves it as it was. */
function Editor({
  item,
  onDone,
}: {
  item: ChecklistItem;
  onDone: (text: string | null, back: boolean) => void;
}) {
  // What was there when one began: a blur without a change must not undo what others did since.
  const [before] = useState(item.text);
  const [text, setText] = useState(item.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const ended = useRef(false);
  useEffect(() => field.current?.select(), []);
  const end = (save: boolean, back: boolean) => {
    if (ended.current) return;
    ended.current = true;
    const after = text.trim();
    onDone(save && after && after !== before ? after : null, back);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    end(event.key === "Enter", true);
  };
  return (
    <textarea
      ref={field}
      autoFocus
      rows={1}
      className={styles.editor}
      aria-label="Text of the item"
      dir="auto"
      maxLength={MOST_CHARACTERS}
      value={text}
      onChange={(event) => setText(event.target.value.replaceAll(/\s*\n\s*/g, " "))}
      onKeyDown={onKeyDown}
      onBlur={() => end(true, false)}
    />
  );
}

/** One step: its box, its text, and what can be done with it. */
export function ChecklistRow(props: RowProps) {
  const { item, edits, lifted, line, grip, onMove, onRemove } = props;
  const { canEdit } = useLookup();
  const [editing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!canEdit || editing) return;
    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (event.altKey && by) onMove(by);
    else if (event.key === "Delete" && !event.altKey) onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const done = (text: string | null, back: boolean) => {
    setEditing(false);
    if (text !== null) edits.rewriteItem(item.id, text);
    // After the text has taken the place of the field.
    if (back) setTimeout(() => row.current?.querySelector<HTMLElement>("[data-text]")?.focus());
  };

  return (
    <li
      ref={row}
      className={styles.row}
      data-item={item.id}
      data-lifted={lifted || undefined}
      data-line={line}
      onKeyDown={onKeyDown}
    >
      {canEdit && (
        <span className={styles.grip} {...grip} {...tip("Drag, or Alt with ↑ and ↓")} aria-hidden>
          <Icon name="grip" />
        </span>
      )}
      <input
        type="checkbox"
        className={styles.box}
        aria-label={item.text}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        checked={item.done}
        disabled={!canEdit}
        onChange={(event) => edits.tick(item.id, event.target.checked)}
      />
      {editing ? (
        <Editor item={item} onDone={done} />
      ) : canEdit ? (
        <button
          type="button"
          data-text
          className={styles.text}
          data-done={item.done || undefined}
          dir="auto"
          aria-label={`Rewrite: ${item.text}`}
          onClick={() => setEditing(true)}
        >
          {item.text}
        </button>
      ) : (
        <span className={styles.text} data-done={item.done || undefined} dir="auto">
          {item.text}
        </span>
      )}
      {canEdit && !editing && (
        <span className={styles.remove}>
          <IconButton
            icon="close"
            label={`Remove: ${item.text}`}
            tooltip="Remove"
            size="small"
            onClick={onRemove}
          />
        </span>
      )}
    </li>
  );
}
