import { type KeyboardEvent, useEffect, useRef } from "react";
import { TITLE_MAX } from "../card/TitleEditor";
import { ChangedNote, DraftNote } from "./EditNotes";
import styles from "./Panel.module.css";
import type { TextEdit } from "./useTextEdit";

/** The card's title, edited where it stands. */
export function PanelTitle({ edit, canEdit }: { edit: TextEdit; canEdit: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { editing, restored } = edit;

  useEffect(() => {
    if (!editing || restored) return;
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    // Only when editing begins, not when a restored text is first touched.
  }, [editing]); // eslint-disable-line react-hooks/exhaustive-deps

  const save = () => (edit.text.trim() ? edit.save(edit.text.trim()) : edit.discard());
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") save();
    else if (event.key === "Escape") edit.leave();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.titleBlock}>
      {edit.editing && canEdit ? (
        <ChangedNote edit={edit} onDone={() => field.current?.focus()}>
          <textarea
            ref={field}
            className={styles.titleField}
            aria-label="Title"
            dir="auto"
            rows={1}
            maxLength={TITLE_MAX}
            value={edit.text}
            onChange={(event) => edit.write(event.target.value.replaceAll("\n", " "))}
            onKeyDown={onKeyDown}
            onBlur={() => {
              if (!edit.theirs && !edit.restored) save();
            }}
          />
        </ChangedNote>
      ) : (
        <h2 className={styles.title}>
          {canEdit ? (
            <button
              type="button"
              className={styles.titleButton}
              dir="auto"
              onClick={() => edit.begin()}
            >
              {edit.text}
              <span className="visually-hidden">. Edit the title</span>
            </button>
          ) : (
            <span dir="auto">{edit.text}</span>
          )}
        </h2>
      )}
      {canEdit && <DraftNote edit={edit} onResume={() => edit.begin()} />}
    </div>
  );
}
