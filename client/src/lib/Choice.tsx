import type { ReactNode } from "react";

import styles from "./Choice.module.css";

export interface ChoiceOption<Id extends string> {
  readonly id: Id;
  readonly words: string;
  /** Behind the words: how many. */
  readonly more?: ReactNode;
}

export interface ChoiceProps<Id extends string> {
  /** What is chosen. */
  label: string;
  options: readonly ChoiceOption<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
}

/** One of a few, all in sight. */
export function Choice<Id extends string>({ label, options, chosen, onChoose }: ChoiceProps<Id>) {
  return (
    <div role="group" aria-label={label} className={styles.choice}>
      {options.map(({ id, words, more }) => (
        <button
          key={id}
          type="button"
          className={styles.option}
          aria-pressed={chosen === id}
          onClick={() => onChoose(id)}
        >
          {words}
          {more}
        </button>
      ))}
    </div>
  );
}
