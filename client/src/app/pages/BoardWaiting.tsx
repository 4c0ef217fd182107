import { Skeleton } from "../../lib";
import styles from "./BoardWaiting.module.css";

const CARDS = [4, 3, 2, 1];

/** The shape of a board, while its code is loaded. */
export function BoardWaiting() {
  return (
    <div className={styles.board} role="status" aria-label="Loading the board">
      <div className={styles.head}>
        <Skeleton width={160} height={18} />
      </div>
      <div className={styles.columns}>
        {CARDS.map((cards, index) => (
          <div key={index} className={styles.column}>
            <Skeleton width={96} height={14} />
            {[...Array(cards).keys()].map((card) => (
              <Skeleton key={card} height={72} className={styles.card} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
