import { Button } from "../../../../lib";
import { EVENT_WORDS, ruleParts } from "../../model/ruleWords";
import type { RuleChange } from "../../model/ruleChanges";
import { personOf, useLookup } from "../context";
import styles from "./Rules.module.css";
import { RuleWords } from "./RuleWords";

interface TheirsProps {
  /** Who saved them; null where that is not known. */
  readonly by: string | null;
  readonly changes: readonly RuleChange[];
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onSave: () => void;
}

/** Somebody else saved other rules while one changed them. */
export function Theirs({ by, changes, busy, onTake, onSave }: TheirsProps) {
  const lookup = useLookup();
  const who =
    by === null
      ? "Somebody else saved"
      : by === lookup.me
        ? "You saved, in another window,"
        : `${personOf(lookup, by).name} saved`;
  return (
    <div className={styles.theirs} role="alert" data-theirs tabIndex={-1}>
      <p>
        <strong dir="auto">{who} other rules meanwhile.</strong>
      </p>
      <ul className={styles.changes}>
        {changes.map(({ key, before, after }) => {
          const row = after ?? before;
          if (!row) return null;
          return (
            <li key={key}>
              {after ? (
                <RuleWords parts={ruleParts(after, lookup.columns, false)} />
              ) : (
                <>
                  No rule for <code dir="ltr">{row.base}</code> any more:{" "}
                  {EVENT_WORDS[row.event].name.toLowerCase()}
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p>Save yours, and what you did not change stays as it is now. Or take theirs.</p>
      <div className={styles.either}>
        <Button size="small" onClick={onTake}>
          Take theirs
        </Button>
        <Button size="small" variant="primary" busy={busy} onClick={onSave}>
          Save mine
        </Button>
      </div>
    </div>
  );
}
