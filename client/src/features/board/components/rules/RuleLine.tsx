import { useId } from "react";
import {
  choiceOfValue,
  choiceValue,
  columnOf,
  RULE_WORDS,
  type RuleChoice,
  type RuleEvent,
  usualColumn,
} from "../../model/rules";
import { useLookup } from "../context";
import styles from "./Rules.module.css";

interface RuleLineProps {
  readonly event: RuleEvent;
  readonly choice: RuleChoice;
  /** Undefined for those who only read. */
  readonly onChoose: ((choice: RuleChoice) => void) | undefined;
}

/** One rule, as a sentence with a choice at its end. */
export function RuleLine({ event, choice, onChoose }: RuleLineProps) {
  const { columns } = useLookup();
  const id = useId();
  const to = columnOf(event, choice, columns);
  if (!onChoose) {
    return (
      <li className={styles.line}>
        <p>
          {RULE_WORDS[event]},{" "}
          {to ? (
            <>
              the card moves to <b dir="auto">{to.name}</b>.
            </>
          ) : (
            "the card stays where it is."
          )}
        </p>
      </li>
    );
  }
  const usual = usualColumn(event, columns);
  const gone = typeof choice === "object" && !to;
  return (
    <li className={styles.line}>
      <label htmlFor={id}>{RULE_WORDS[event]}, move the card to</label>
      <select
        id={id}
        className={styles.choice}
        value={choiceValue(choice)}
        onChange={(change) => onChoose(choiceOfValue(change.target.value))}
      >
        <option value="usual">As usual ({usual?.name ?? "leave it where it is"})</option>
        {gone && <option value={choiceValue(choice)}>A column that is gone</option>}
        {columns.map(({ id: columnId, name }) => (
          <option key={columnId} value={choiceValue({ column: columnId })}>
            {name}
          </option>
        ))}
        <option value="nowhere">Leave it where it is</option>
      </select>
    </li>
  );
}
