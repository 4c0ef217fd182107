import type { ReactNode } from "react";

import { cx } from "./cx";
import styles from "./ExternalLink.module.css";
import { Icon } from "./Icon";
import { isWebAddress } from "./webAddress";

export interface ExternalLinkProps {
  /** Where it leads; what is no web address leads nowhere. */
  href: string | null | undefined;
  children: ReactNode;
  className?: string | undefined;
}

/**
 * A link to another site, in a tab of its own, which learns nothing of where one came from.
 *
 * Its address comes from elsewhere: unless it is http or https, only the text is shown.
 */
export function ExternalLink({ href, children, className }: ExternalLinkProps) {
  if (!isWebAddress(href)) return <span className={className}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={cx(styles.link, className)}>
      {children}
      <Icon name="external" size={12} className={styles.icon} />
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
