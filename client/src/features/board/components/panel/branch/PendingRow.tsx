import { Button, Icon } from "../../../../../lib";
import { whenAgain } from "../../../../github";
import type { BranchAttempt } from "../../../api/branches";
import { troubleOf } from "../../../model/branchTrouble";
import { progressWords } from "../../../model/branchProgress";
import type { Card } from "../../../model";
import { useActions, useLookup } from "../../context";
import styles from "./BranchSection.module.css";

interface PendingRowProps {
  readonly card: Card;
  readonly attempt: BranchAttempt;
  readonly onHide: () => void;
}

/** A branch that is being made, or that could not be, and what to do about that. */
export function PendingRow({ card, attempt, onHide }: PendingRowProps) {
  const { task, branch_name: name } = attempt;
  const { canEdit } = useLookup();
  const actions = useActions();
  const trouble = troubleOf(task);
  const again = () => actions.ui.set({ dialog: { kind: "branch", cardId: card.id, attempt } });
  return (
    <li className={styles.row} data-attempt={task.id}>
      <span className={trouble ? styles.failed : styles.glyph}>
        <Icon name={trouble ? "warning" : "branch"} className={trouble ? undefined : styles.busy} />
      </span>
      <div className={styles.facts}>
        <p className={styles.line}>
          <span className={styles.code}>{name}</span>
        </p>
        {trouble ? (
          <>
            <p className={styles.quiet}>
              {trouble.title}. {trouble.detail}
            </p>
            <p className={styles.ways}>
              {canEdit && (
                <Button size="small" onClick={again}>
                  Try again…
                </Button>
              )}
              <Button size="small" variant="quiet" onClick={onHide}>
                Dismiss
              </Button>
            </p>
          </>
        ) : (
          <p className={styles.quiet} role="status">
            {progressWords(task, whenAgain)}
          </p>
        )}
      </div>
    </li>
  );
}
