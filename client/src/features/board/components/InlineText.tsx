import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cx, tip } from "../../../lib";
import styles from "./InlineText.module.css";

export interface InlineTextProps {
  readonly value: string;
  /** What it is: "Board name". */
  readonly label: string;
  readonly max: number;
  /** The look of the text, the same while it is read and while it is written. */
  readonly className?: string | undefined;
  readonly canEdit: boolean;
  /** Controlled from a menu; a press on the text asks for it too. */
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
  readonly onSave: (value: string) => void;
}

/** A short text that is renamed where it stands. Enter saves, Escape leaves it as it was. */
export function InlineText(props: InlineTextProps) {
  const { value, label, canEdit, className } = props;
  if (props.editing && canEdit) return <Editor {...props} />;
  if (!canEdit) {
    return (
      <span className={className} dir="auto">
        {value}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={cx(styles.text, className)}
      dir="auto"
      {...tip(`Rename: ${label.toLowerCase()}`)}
      onClick={() => props.onEditing(true)}
    >
      {value}
    </button>
  );
}

function Editor({ value, label, max, className, onEditing, onSave }: InlineTextProps) {
  // What was there when one began: a blur without a change must not undo what others did since.
  const [before] = useState(value);
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  useEffect(() => field.current?.select(), []);

  const finish = (save: boolean) => {
    if (done.current) return;
    done.current = true;
    const after = text.trim();
    if (save && after && after !== before.trim()) onSave(after);
    onEditing(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") finish(true);
    else if (event.key === "Escape") finish(false);
  };

  return (
    <input
      ref={field}
      autoFocus
      className={cx(styles.field, className)}
      aria-label={label}
      dir="auto"
      maxLength={max}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  );
}
