import {
  type ComponentProps,
  type ReactNode,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";

import { cx } from "./cx";
import styles from "./Field.module.css";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

interface FieldProps {
  label: string;
  /** The label is read out but not shown. */
  labelHidden?: boolean | undefined;
  hint?: ReactNode;
  /** What is wrong, and what to do. */
  error?: string | undefined;
}

/** Label, hint and error around a control, tied together for assistive technology. */
function useField({ label, labelHidden, hint, error }: FieldProps) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  const control = {
    id,
    "aria-describedby": described,
    "aria-invalid": error ? true : undefined,
  };
  const wrap = (children: ReactNode, className?: string) => (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={labelHidden ? "visually-hidden" : styles.label}>
        {label}
      </label>
      {children}
      {/* In its place, so that nothing moves. */}
      {hint && !error && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
  return { control, wrap };
}

export interface TextFieldProps extends FieldProps, Omit<ComponentProps<"input">, "id"> {
  icon?: IconName | undefined;
}

export function TextField({
  label,
  labelHidden,
  hint,
  error,
  icon,
  className,
  ...rest
}: TextFieldProps) {
  const { control, wrap } = useField({ label, labelHidden, hint, error });
  return wrap(
    <span className={styles.box}>
      {icon && <Icon name={icon} className={styles.icon} />}
      <input
        type="text"
        autoComplete="off"
        dir="auto"
        {...rest}
        {...control}
        className={cx(styles.control, icon && styles.withIcon)}
      />
    </span>,
    className,
  );
}

export interface TextAreaProps extends FieldProps, Omit<ComponentProps<"textarea">, "id"> {
  /** No frame until it has the focus: text that is edited where it stands. */
  bare?: boolean | undefined;
}

/** As high as its text. */
export function TextArea({
  label,
  labelHidden,
  hint,
  error,
  bare,
  className,
  ref,
  ...rest
}: TextAreaProps) {
  const { control, wrap } = useField({ label, labelHidden, hint, error });
  const own = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => own.current as HTMLTextAreaElement);
  useLayoutEffect(() => {
    const element = own.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [rest.value]);
  return wrap(
    <textarea
      rows={1}
      dir="auto"
      {...rest}
      {...control}
      ref={own}
      className={cx(styles.control, styles.area, bare && styles.bare)}
    />,
    className,
  );
}
