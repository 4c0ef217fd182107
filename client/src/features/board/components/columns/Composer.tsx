import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../../../lib";
import { draft } from "../../model";
import { TITLE_MAX } from "../card/TitleEditor";
import styles from "./Composer.module.css";

export interface ComposerProps {
  readonly boardId: string;
  readonly columnId: string;
  readonly columnName: string;
  /** Said where new cards may not be seen at once. */
  readonly hint?: string | undefined;
  /** Takes the focus anew whenever this changes. */
  readonly asked?: unknown;
  readonly onAdd: (title: string) => void;
  readonly onClose: () => void;
}

/** Writes new cards one after another: Enter adds and stays, Escape closes, the words are kept. */
export function Composer(props: ComposerProps) {
  const { boardId, columnId, onAdd, onClose } = props;
  const [kept] = useState(() => draft(`board:${boardId}:column:${columnId}:new`));
  const [text, setText] = useState(() => kept.get() ?? "");
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    field.current?.focus();
  }, [props.asked]);

  const write = (value: string) => {
    const line = value.replaceAll(/\s*\n\s*/g, " ");
    setText(line);
    if (line.trim()) kept.set(line);
    else kept.clear();
  };
  const add = () => {
    const title = text.trim();
    if (!title) return;
    onAdd(title);
    setText("");
    kept.clear();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") add();
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        ref={field}
        className={styles.field}
        aria-label={`Title of the new card in ${props.columnName}`}
        placeholder="What needs doing?"
        dir="auto"
        rows={2}
        maxLength={TITLE_MAX}
        value={text}
        onChange={(event) => {
          write(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {props.hint && <p className={styles.hint}>{props.hint}</p>}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="small" disabled={!text.trim()}>
          Add card
        </Button>
        <IconButton icon="close" label="Close" shortcut="Esc" size="small" onClick={onClose} />
      </div>
    </form>
  );
}
