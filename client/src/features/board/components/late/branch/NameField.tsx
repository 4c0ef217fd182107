import { useQuery } from "@tanstack/react-query";
import { IconButton, TextField } from "../../../../../lib";
import { branchCheckQuery } from "../../../api/branches";
import styles from "./Branch.module.css";
import { PAUSE_MS, useSettled } from "../../../../../lib/useSettled";

interface NameFieldProps {
  readonly cardId: string;
  readonly value: string;
  readonly suggested: string;
  readonly onChange: (name: string | null) => void;
  readonly error: string | undefined;
}

/** What is wrong with a name by the rules of git, once somebody pauses; undefined if nothing is. */
export function useNameProblem(cardId: string, name: string, suggested: string) {
  const settled = useSettled(name, PAUSE_MS);
  const own = settled !== "" && settled !== suggested;
  const { data } = useQuery({ ...branchCheckQuery(cardId, settled), enabled: own });
  return own && settled === name ? data?.detail : undefined;
}

/** What the branch is called: as suggested, unless somebody writes another name. */
export function NameField({ cardId, value, suggested, onChange, error }: NameFieldProps) {
  const problem = useNameProblem(cardId, value, suggested);
  const changed = value !== suggested;
  return (
    <div className={styles.name}>
      <TextField
        label="Branch name"
        className={styles.code}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={value}
        // What one types for a space is meant as one.
        onChange={(event) => onChange(event.target.value.replace(/\s/g, "-"))}
        error={error ?? problem}
        data-autofocus
      />
      {changed && (
        <IconButton
          icon="undo"
          label="As suggested"
          tooltip={`Back to ${suggested}`}
          size="small"
          className={styles.back}
          onClick={() => onChange(null)}
        />
      )}
    </div>
  );
}
