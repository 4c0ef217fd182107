import { cx } from "./cx";
import styles from "./Skeleton.module.css";

export interface SkeletonProps {
  /** CSS lengths of what will come. */
  width?: string | number | undefined;
  height?: string | number | undefined;
  round?: boolean | undefined;
  className?: string | undefined;
}

/** The shape of what is still loading. Unseen for the first 150 ms. */
export function Skeleton({ width, height = 16, round, className }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={cx(styles.bone, round && styles.round, className)}
      style={{ width, height }}
    />
  );
}
