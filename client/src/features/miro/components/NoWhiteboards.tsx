import { Button, EmptyState, Icon } from "../../../lib";
import styles from "./Boards.module.css";

/** Miro shows none: what would stand here. */
export function NoWhiteboards({ busy, onAgain }: { busy: boolean; onAgain: () => void }) {
  return (
    <EmptyState
      className={styles.empty}
      level={3}
      picture={<Icon name="whiteboard" size={32} className={styles.picture} />}
      title="Miro shows you no boards"
      action={
        <Button icon="refresh" busy={busy} onClick={onAgain}>
          Look again
        </Button>
      }
    >
      Boards that you can open in Miro stand here, with what Trivet knows of each. Make one there,
      or have one shared with you; then look again.
    </EmptyState>
  );
}

/** None has a name like that. */
export function NoneFound({ q, onClear }: { q: string; onClear: () => void }) {
  return (
    <EmptyState
      className={styles.empty}
      level={3}
      picture={<Icon name="search" size={32} className={styles.none} />}
      title={`None of your boards is called “${q}”`}
      action={<Button onClick={onClear}>Clear the search</Button>}
    >
      <span role="status">Miro looks in the names of boards. Try fewer letters.</span>
    </EmptyState>
  );
}
