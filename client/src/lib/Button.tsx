import type { ComponentProps, ReactNode } from "react";

import styles from "./Button.module.css";
import { cx } from "./cx";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { tip } from "./tip";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `outline` stands alone, `primary` is the one action of a place, `quiet` lies in a row of many. */
  variant?: "outline" | "primary" | "quiet" | "danger";
  size?: "normal" | "small";
  icon?: IconName | undefined;
  iconAfter?: IconName | undefined;
  /** As `mod+k`; shown in the tooltip. */
  shortcut?: string | undefined;
  tooltip?: string | undefined;
  /** Waits for an answer: shown as busy, and cannot be pressed again. */
  busy?: boolean | undefined;
  children?: ReactNode;
}

export function Button({
  variant = "outline",
  size = "normal",
  icon,
  iconAfter,
  shortcut,
  tooltip,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...tip(tooltip, shortcut)}
      {...rest}
      className={cx(styles.button, styles[variant], styles[size], busy && styles.busy, className)}
      aria-busy={busy || undefined}
      // Not `disabled`: the focus would be lost, and with it the place of who uses the keyboard.
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className={styles.text}>{children}</span>}
      {iconAfter && <Icon name={iconAfter} />}
    </button>
  );
}
