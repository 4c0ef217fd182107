import { Skeleton } from "../../lib/Skeleton";
import styles from "./Skeletons.module.css";

/** The shape of a board that is loading. */
export function BoardSkeleton() {
  return (
    <div className={styles.board}>
      <Skeleton width="60%" height={20} />
      <Skeleton width="90%" height={16} />
      <Skeleton width={92} height={32} />
    </div>
  );
}

/** The shape of cards that are loading. */
export function CardsSkeleton() {
  return (
    <div className={styles.cards}>
      <Skeleton width={80} height={16} />
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} height={60} />
      ))}
    </div>
  );
}
