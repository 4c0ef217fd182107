import { Button, Dialog, ExternalLink } from "../../../../lib";
import { type Card, finishing, nameOf, type OpenPullRequest } from "../../model";
import { useActions, useLookup } from "../context";
import styles from "./Lists.module.css";

interface OpenPullsProps {
  readonly card: Card;
  readonly open: readonly OpenPullRequest[];
  readonly onClose: () => void;
}

/** What keeps a card from being finished, and the way to it. */
export function OpenPulls({ card, open, onClose }: OpenPullsProps) {
  const { columns } = useLookup();
  const { edits } = useActions();
  const { column_id: to } = finishing(card, columns);
  const done = columns.find(({ id }) => id === to);
  const move = () => {
    onClose();
    if (done) edits.move([card.id], done.id, "end");
  };
  const one = open.length === 1;
  return (
    <Dialog
      open
      title={`${card.key} is not finished`}
      description={
        one
          ? "This pull request is not merged. Merge or close it first."
          : `These ${open.length} pull requests are not merged. Merge or close them first.`
      }
      onClose={onClose}
      footer={
        <>
          {done && (
            <Button variant="quiet" onClick={move}>
              Move to {done.name} anyway
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </>
      }
    >
      <ul role="list" className={styles.list} aria-label="Open pull requests">
        {open.map((pull) => (
          <li key={pull.id} className={styles.row}>
            <div className={styles.words}>
              <p className={styles.title}>
                <ExternalLink href={pull.url}>{nameOf(pull)}</ExternalLink> <bdi>{pull.title}</bdi>
              </p>
              <p className={styles.facts}>{pull.state}</p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
