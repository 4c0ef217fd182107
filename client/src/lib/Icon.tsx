import { cx } from "./cx";
import styles from "./Icon.module.css";
import { ICONS, type IconName } from "./icons";

export interface IconProps {
  name: IconName;
  /** Pixels; 16 unless said. */
  size?: number | undefined;
  /** Says what it means where no text does; otherwise it is decoration. */
  label?: string | undefined;
  className?: string | undefined;
}

export function Icon({ name, size = 16, label, className }: IconProps) {
  return (
    <svg
      className={cx(styles.icon, className)}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {ICONS[name]}
    </svg>
  );
}
