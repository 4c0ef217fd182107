import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button, TextField } from "../../../../../lib";
import { examplesQuery } from "../../../api/branches";
import { useLookup } from "../../context";
import { PAUSE_MS, useSettled } from "../../../../../lib/useSettled";
import styles from "./Branching.module.css";

/** What may stand in a template, and what comes there. */
const PLACEHOLDERS = [
  ["{type}", "Such as feature or fix, by the card’s labels"],
  ["{key}", "The card’s key, such as ENG-42"],
  ["{number}", "The number in its key"],
  ["{title}", "Its title, in small letters and dashes"],
  ["{user}", "Who makes the branch"],
] as const;
const LONGEST = 100;

interface TemplateProps {
  readonly value: string;
  /** That of boards which chose none; undefined while it is not known. */
  readonly house: string | undefined;
  /** Undefined for those who only read. */
  readonly onChange: ((template: string) => void) | undefined;
  readonly error: string | undefined;
}

/** The template of a board's branches, and what it makes of some titles. */
export function Template({ value, house, onChange, error }: TemplateProps) {
  const { boardId } = useLookup();
  const settled = useSettled(value.trim(), PAUSE_MS);
  const { data: shown } = useQuery(examplesQuery(boardId, settled || undefined));
  const field = useRef<HTMLInputElement>(null);
  const current = shown?.template === (settled || house) && settled === value.trim();
  const problem = current ? (shown?.problem ?? undefined) : undefined;
  // One that makes no names leaves their places, so that nothing jumps.
  const [examples, setExamples] = useState(shown?.items);
  if (shown && shown.items.length > 0 && shown.items !== examples) setExamples(shown.items);

  const insert = (placeholder: string) => {
    const { selectionStart, selectionEnd } = field.current ?? {};
    const from = selectionStart ?? value.length;
    onChange?.(value.slice(0, from) + placeholder + value.slice(selectionEnd ?? from));
    const after = from + placeholder.length;
    // Once React has written the value, which puts the caret at its end.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(after, after);
    });
  };
  return (
    <div className={styles.template}>
      <TextField
        ref={field}
        label="Names"
        className={styles.code}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        maxLength={LONGEST}
        readOnly={!onChange}
        value={value}
        placeholder={house}
        error={error ?? problem}
        onChange={(event) => onChange?.(event.target.value)}
      />
      {onChange && (
        <div className={styles.placeholders} role="group" aria-label="What may stand in it">
          {PLACEHOLDERS.map(([placeholder, what]) => (
            <Button
              key={placeholder}
              size="small"
              className={styles.placeholder}
              tooltip={what}
              disabled={value.includes(placeholder)}
              onClick={() => insert(placeholder)}
            >
              {placeholder}
            </Button>
          ))}
          {house !== undefined && value.trim() !== house && (
            <Button size="small" variant="quiet" icon="undo" onClick={() => onChange(house)}>
              As usual
            </Button>
          )}
        </div>
      )}
      {examples && (
        <dl className={styles.examples} aria-label="Examples" data-stale={!current || undefined}>
          {examples.map(({ title, name }) => (
            <div key={title} className={styles.example}>
              <dt dir="auto">{title}</dt>
              <dd dir="ltr">{problem === undefined ? name : "—"}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
