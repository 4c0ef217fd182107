import { Skeleton } from "../../../../lib";
import styles from "./BoardSkeleton.module.css";

const CARDS = [
  [2, 1, 3, 1, 2],
  [1, 2, 1],
  [3, 1, 2, 1],
  [1, 1],
];

/** A board in the shape of what comes. */
export function BoardSkeleton() {
  return (
    <div className={styles.page} role="status" aria-label="Loading the board">
      <div className={styles.header}>
        <Skeleton width={132} height={18} />
        <Skeleton width={200} height={32} />
      </div>
      <div className={styles.board}>
        {CARDS.map((cards, column) => (
          <div key={column} className={styles.column}>
            <div className={styles.head}>
              <Skeleton width={92} height={14} />
            </div>
            {cards.map((lines, card) => (
              <div key={card} className={styles.card}>
                <Skeleton width={52} height={12} />
                {Array.from({ length: lines }, (_, line) => (
                  <Skeleton key={line} width={line === lines - 1 ? "62%" : "96%"} height={14} />
                ))}
                <Skeleton width={40} height={12} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
