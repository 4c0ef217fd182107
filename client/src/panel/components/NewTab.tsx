import type { ReactNode } from "react";

import { cx } from "../../lib/cx";
import { Icon } from "../../lib/Icon";
import styles from "./NewTab.module.css";

export interface NewTabProps {
  /** A page of Trivet: the panel itself stays where it is. */
  href: string;
  children: ReactNode;
  /** As a button looks; else as plain text does. */
  look?: "primary" | "button" | "plain";
}

/** Leads to a page of Trivet, in a tab of its own. */
export function NewTab({ href, children, look = "plain" }: NewTabProps) {
  return (
    <a href={href} target="_blank" rel="noopener" className={cx(styles.link, styles[look])}>
      <span>{children}</span>
      <Icon name="external" size={12} className={styles.icon} />
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
