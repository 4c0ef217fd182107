import type { ReactNode } from "react";
import styles from "./Section.module.css";

interface SectionProps {
  readonly title: string;
  /** Quiet, after the title: how many there are, how far it is. */
  readonly note?: ReactNode;
  /** At the end of the heading's line. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A part of the card's panel under a heading of its own. */
export function Section({ title, note, action, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {note}
        {action && <span className={styles.action}>{action}</span>}
      </header>
      {children}
    </section>
  );
}
