import type { ReactNode } from "react";

import { cx } from "../../../lib";
import styles from "./Rows.module.css";

/** A framed list. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul role="list" className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

export interface RowProps {
  /** Before the words: an avatar, an icon. */
  lead?: ReactNode;
  name: ReactNode;
  /** Quiet facts under the name, side by side. */
  facts?: ReactNode;
  /** What can be done. */
  children?: ReactNode;
  className?: string | undefined;
}

/** One thing of a list: what it is, what is known of it, what can be done. */
export function Row({ lead, name, facts, children, className }: RowProps) {
  return (
    <li className={cx(styles.row, className)}>
      {lead}
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        {facts && <p className={styles.facts}>{facts}</p>}
      </div>
      {children && <div className={styles.tools}>{children}</div>}
    </li>
  );
}
