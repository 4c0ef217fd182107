import { Skeleton } from "../../../../lib";
import styles from "./Lists.module.css";

/** Cards in a list that are about to come. */
export function Waiting({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.list}>
      {[200, 260, 180].map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton width={width} height={14} />
        </div>
      ))}
    </div>
  );
}
