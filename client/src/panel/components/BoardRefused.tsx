import { Button } from "../../lib/Button";
import { Icon } from "../../lib/Icon";
import { boardRefusal } from "../model/boardRefusals";
import { CONNECT } from "../model/places";
import styles from "./BoardSection.module.css";
import { NewTab } from "./NewTab";

export interface BoardRefusedProps {
  error: unknown;
  busy: boolean;
  onRetry: () => void;
}

/** Nothing can be told of the board: why, and the way on. */
export function BoardRefused({ error, busy, onRetry }: BoardRefusedProps) {
  const { title, text, retry, connect } = boardRefusal(error);
  return (
    <div role={connect ? undefined : "alert"} className={styles.refused}>
      <h2 className={styles.name}>
        <Icon name="whiteboard" className={styles.place} />
        {title}
      </h2>
      <p className={styles.why}>{text}</p>
      {(connect || retry) && (
        <div className={styles.actions}>
          {connect && (
            <NewTab look="primary" href={CONNECT}>
              {connect}
            </NewTab>
          )}
          {retry && (
            <Button icon="refresh" busy={busy} onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
