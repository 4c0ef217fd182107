import { describeError } from "../../../../api/describe";
import { Button, DialogFoot } from "../../../../lib";
import styles from "./Rules.module.css";
import { Theirs } from "./Theirs";
import type { RulesHere } from "./useRules";

interface RulesFootProps {
  readonly rules: RulesHere;
  readonly editable: boolean;
  /** Whether rules are being tried. */
  readonly trying: boolean;
  readonly onTry: () => void;
  readonly onDiscard: () => void;
  /** `over`: over what somebody else saved meanwhile. */
  readonly onSave: (over: boolean) => void;
  readonly onClose: () => void;
}

/** What can be done with the rules as a whole, and what is in the way of it: always in sight. */
export function RulesFoot(props: RulesFootProps) {
  const { rules, editable, trying, onTry, onDiscard, onSave, onClose } = props;
  const { rows, unsaved, theirs, refused, busy } = rules;
  return (
    <div className={styles.foot}>
      {theirs && <Theirs {...theirs} busy={busy} onTake={onDiscard} onSave={() => onSave(true)} />}
      {refused !== null && (
        <p className={styles.refused} role="alert">
          <strong>The rules were not saved.</strong> {describeError(refused).text}
        </p>
      )}
      <DialogFoot>
        <Button className={styles.try} data-try busy={trying} disabled={!rows} onClick={onTry}>
          Try on the last 30 days
        </Button>
        <span role="status" className={styles.unsaved}>
          {unsaved > 0 && (unsaved === 1 ? "1 unsaved change" : `${unsaved} unsaved changes`)}
        </span>
        {editable ? (
          <>
            {unsaved > 0 && <Button onClick={onDiscard}>Discard</Button>}
            <Button
              variant="primary"
              busy={busy}
              disabled={unsaved === 0}
              onClick={() => onSave(false)}
            >
              Save
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )}
      </DialogFoot>
    </div>
  );
}
