import { cx } from "./cx";
import styles from "./Kbd.module.css";
import { keyCaps } from "./keys";

/** A shortcut as key caps: `<Kbd keys="mod+k" />`. */
export function Kbd({ keys, className }: { keys: string; className?: string | undefined }) {
  return (
    <span className={cx(styles.keys, className)}>
      {keyCaps(keys).map((cap, index) => (
        <kbd key={index} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
