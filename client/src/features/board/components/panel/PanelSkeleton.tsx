import { Skeleton } from "../../../../lib";
import styles from "./Panel.module.css";

export function TextsSkeleton() {
  return (
    <div className={styles.bones} role="status" aria-label="Loading the description">
      <Skeleton width={88} height={12} />
      <Skeleton width="94%" height={14} />
      <Skeleton width="88%" height={14} />
      <Skeleton width="56%" height={14} />
    </div>
  );
}

/** A card's panel in the shape of what comes. */
export function PanelSkeleton() {
  return (
    <div className={styles.scroll} role="status" aria-label="Loading the card">
      <Skeleton width="70%" height={24} />
      <div className={styles.bones}>
        {[96, 72, 120, 88, 48].map((width) => (
          <Skeleton key={width} width={104 + width} height={16} />
        ))}
      </div>
      <TextsSkeleton />
    </div>
  );
}
