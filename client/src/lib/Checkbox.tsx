import { type ComponentProps, type ReactNode, useId } from "react";

import styles from "./Checkbox.module.css";
import { cx } from "./cx";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "id" | "type"> {
  label: string;
  hint?: ReactNode;
}

/** Something that is on or off, and what that means. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cx(styles.check, className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        className={styles.box}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
