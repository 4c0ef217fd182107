import { Button, type ButtonProps } from "./Button";
import styles from "./Button.module.css";
import { cx } from "./cx";
import type { IconName } from "./icons";

export interface IconButtonProps extends Omit<
  ButtonProps,
  "children" | "iconAfter" | "aria-label"
> {
  icon: IconName;
  /** What it does; the accessible name and the tooltip. */
  label: string;
}

export function IconButton({
  icon,
  label,
  variant = "quiet",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      icon={icon}
      aria-label={label}
      tooltip={rest.tooltip ?? label}
      className={cx(styles.square, className)}
    />
  );
}
