import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { Button, IconButton, Kbd, Markdown } from "../../../../lib";
import { ChangedNote, DraftNote } from "./EditNotes";
import styles from "./MarkdownField.module.css";
import type { TextEdit } from "./useTextEdit";

/** As long as the server takes. */
const MOST = 100_000;

interface MarkdownFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly edit: TextEdit;
  readonly canEdit: boolean;
}

/** A long text: read as Markdown, written as plain text with a preview. */
export function MarkdownField({ label, placeholder, edit, canEdit }: MarkdownFieldProps) {
  const begin = () => edit.begin();
  return (
    <section className={styles.field} aria-label={label}>
      <header className={styles.head}>
        <h3 className={styles.label}>{label}</h3>
        {canEdit && !edit.editing && edit.text && (
          <IconButton icon="edit" label={`Edit: ${label}`} size="small" onClick={begin} />
        )}
      </header>
      {canEdit && <DraftNote edit={edit} onResume={begin} />}
      {edit.editing && canEdit ? (
        <Writer label={label} placeholder={placeholder} edit={edit} />
      ) : edit.text ? (
        <div
          className={styles.read}
          onDoubleClick={() => {
            if (canEdit) begin();
          }}
        >
          <Markdown text={edit.text} />
        </div>
      ) : canEdit ? (
        <button type="button" className={styles.empty} onClick={begin}>
          {placeholder}
        </button>
      ) : (
        <p className={styles.none}>None</p>
      )}
    </section>
  );
}

type WriterProps = Omit<MarkdownFieldProps, "canEdit">;

function WriterBox({
  label,
  placeholder,
  edit,
  box,
}: WriterProps & { box: RefObject<HTMLTextAreaElement | null> }) {
  const [preview, setPreview] = useState(false);
  // What was restored waits to be looked at; what somebody began has the focus.
  const [takesFocus] = useState(!edit.restored);

  useEffect(() => {
    const element = box.current;
    if (!takesFocus || !element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [takesFocus, preview, box]);

  return (
    <div className={styles.box}>
      <div className={styles.tabs} role="group" aria-label="Write or preview">
        <button type="button" aria-pressed={!preview} onClick={() => setPreview(false)}>
          Write
        </button>
        <button type="button" aria-pressed={preview} onClick={() => setPreview(true)}>
          Preview
        </button>
        <span className={styles.hint}>Markdown</span>
      </div>
      {preview ? (
        <div className={styles.preview} role="region" aria-label={`Preview: ${label}`} tabIndex={0}>
          {edit.text.trim() ? <Markdown text={edit.text} /> : <p>Nothing to preview.</p>}
        </div>
      ) : (
        <textarea
          ref={box}
          className={styles.area}
          aria-label={label}
          placeholder={placeholder}
          dir="auto"
          rows={6}
          maxLength={MOST}
          value={edit.text}
          onChange={(event) => edit.write(event.target.value)}
        />
      )}
    </div>
  );
}

function Writer(props: WriterProps) {
  const { edit } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) edit.save();
    else if (event.key === "Escape") edit.leave();
    else return;
    event.stopPropagation();
    event.preventDefault();
  };
  return (
    <div className={styles.writer} onKeyDown={onKeyDown}>
      <ChangedNote edit={edit} onDone={() => box.current?.focus()}>
        <WriterBox {...props} box={box} />
      </ChangedNote>
      <div className={styles.actions}>
        <Button variant="primary" size="small" onClick={() => edit.save()}>
          Save
        </Button>
        <Button variant="quiet" size="small" onClick={() => edit.leave()}>
          Close
        </Button>
        <span className={styles.keys}>
          <Kbd keys="mod+enter" /> saves, <Kbd keys="escape" /> keeps a draft
        </span>
      </div>
    </div>
  );
}
