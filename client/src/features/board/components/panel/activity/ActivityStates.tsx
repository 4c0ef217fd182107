import { Button, Skeleton } from "../../../../../lib";
import styles from "./Activity.module.css";

export function ActivitySkeleton() {
  return (
    <div className={styles.rows} role="status" aria-label="Loading the activity">
      {[220, 176, 196].map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton round width={20} height={20} />
          <Skeleton width={width} height={14} />
        </div>
      ))}
    </div>
  );
}

/** What could not be loaded, and the way to try again. */
export function ActivityFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <p className={styles.failed} role="alert">
      The activity could not be loaded.
      <Button size="small" variant="quiet" icon="refresh" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
