import { Button, Dialog } from "../../../../lib";
import type { BoardState, BulkResult } from "../../model";
import styles from "./Lists.module.css";

interface ResultsProps {
  readonly title: string;
  readonly failed: readonly BulkResult[];
  readonly force?: (() => void) | undefined;
  readonly state: BoardState;
  readonly onClose: () => void;
}

/** So many are listed; more would be read by nobody. */
const MOST = 200;

/** Card by card, why a change was not made. */
export function Results({ title, failed, force, state, onClose }: ResultsProps) {
  const anyway = () => {
    onClose();
    force?.();
  };
  return (
    <Dialog
      open
      title={title}
      description={force && "You manage this workspace: you may go past the limit of a column."}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
          {force && (
            <Button variant="primary" onClick={anyway}>
              Move anyway
            </Button>
          )}
        </>
      }
    >
      <ul role="list" className={styles.list} aria-label="Cards and reasons">
        {failed.slice(0, MOST).map(({ card_id, error }) => {
          const card = state.cards.get(card_id);
          return (
            <li key={card_id} className={styles.row}>
              <div className={styles.words}>
                {card && (
                  <p className={styles.title}>
                    <span className={styles.key}>{card.key}</span> <bdi>{card.title}</bdi>
                  </p>
                )}
                <p className={styles.facts}>{error?.detail ?? "The server did not say why."}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {failed.length > MOST && <p className={styles.facts}>And {failed.length - MOST} more.</p>}
    </Dialog>
  );
}
