import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Card, draft } from "../../model";
import { useActions } from "../context";
import styles from "./TitleEditor.module.css";

/** As long as the server takes. */
export const TITLE_MAX = 500;

/** Edits a card's title where it stands. Enter saves, Escape leaves it as it was. */
export function TitleEditor({ card }: { card: Card }) {
  const actions = useActions();
  // As it was when one began: others may change it meanwhile, and are not to be overwritten.
  const [began] = useState(card);
  const [kept] = useState(() => draft(`card:${card.id}:title`));
  const [text, setText] = useState(card.title);
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const finish = (save: boolean) => {
    if (done.current) return;
    done.current = true;
    if (save) void rename();
    else kept.clear();
    actions.stopRenaming(card.id);
  };
  const rename = async () => {
    // Refused or in conflict: what was written must not be lost with it.
    if ((await actions.rename(began, text)) && kept.get() === text) kept.clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") finish(true);
    else if (event.key === "Escape") finish(false);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.editor} data-card={card.id}>
      <span className={styles.key}>{card.key}</span>
      <textarea
        ref={field}
        className={styles.field}
        aria-label={`Title of ${card.key}`}
        dir="auto"
        rows={2}
        maxLength={TITLE_MAX}
        value={text}
        onChange={(event) => {
          const line = event.target.value.replaceAll("\n", " ");
          setText(line);
          kept.set(line, began.version);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          finish(true);
        }}
      />
    </div>
  );
}
