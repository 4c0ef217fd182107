import { cx } from "./cx";
import styles from "./Mark.module.css";

/** The trivet: one ring on three legs, one leg for each place. */
export function Mark({ size = 24, className }: { size?: number; className?: string | undefined }) {
  return (
    <svg
      className={cx(styles.mark, className)}
      viewBox="1.5 -1 29 29"
      width={size}
      height={size}
      aria-hidden
    >
      <path className={styles.whiteboard} d="M16 8.75V2" />
      <path className={styles.board} d="M22.3 19.6l5.8 3.4" />
      <path className={styles.branch} d="M9.7 19.6l-5.8 3.4" />
      <circle className={styles.ring} cx="16" cy="16" r="7.25" />
    </svg>
  );
}
