import type { ReactNode } from "react";
import styles from "./Branch.module.css";

interface ChoiceProps {
  readonly label: string;
  readonly error?: string | undefined;
  /** A button that opens a list, and says by itself what is chosen. */
  readonly children: ReactNode;
}

/** A label over a button that opens a list. */
export function Choice({ label, error, children }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      {children}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
