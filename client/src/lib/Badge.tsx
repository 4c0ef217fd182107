import type { ReactNode } from "react";

import styles from "./Badge.module.css";
import { cx } from "./cx";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

export interface BadgeProps {
  tone?: "plain" | "accent" | "whiteboard" | "branch" | "good" | "warn" | "danger";
  icon?: IconName | undefined;
  children?: ReactNode;
  className?: string | undefined;
}

/** A word or number in a small box. */
export function Badge({ tone = "plain", icon, children, className }: BadgeProps) {
  return (
    <span className={cx(styles.badge, styles[tone], className)}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
