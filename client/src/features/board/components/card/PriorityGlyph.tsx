import type { Priority } from "../../model";
import styles from "./Glyphs.module.css";

export const PRIORITIES: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  urgent: "Urgent",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
};

const BARS: Readonly<Record<Priority, number>> = { urgent: 3, high: 3, medium: 2, low: 1, none: 0 };

/** Bars that rise with the priority; urgent is a filled square that carries a stroke. */
export function PriorityGlyph({ priority }: { priority: Priority }) {
  if (priority === "urgent") {
    return (
      <svg
        className={`${styles.priority} ${styles.urgent}`}
        viewBox="0 0 14 14"
        width="14"
        height="14"
        aria-hidden
      >
        <path
          fillRule="evenodd"
          fill="currentColor"
          d="M3.4 1.2h7.2a2.2 2.2 0 0 1 2.2 2.2v7.2a2.2 2.2 0 0 1-2.2 2.2H3.4a2.2 2.2 0 0 1-2.2-2.2V3.4a2.2 2.2 0 0 1 2.2-2.2Zm2.9 2.3.2 4.2h1l.2-4.2Zm.7 5.2a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8Z"
        />
      </svg>
    );
  }
  const off = (bar: number) => (BARS[priority] >= bar ? undefined : styles.off);
  return (
    <svg className={styles.priority} viewBox="0 0 14 14" width="14" height="14" aria-hidden>
      <g fill="currentColor">
        <rect className={off(1)} x="1.5" y="8.4" width="2.8" height="4.1" rx="0.9" />
        <rect className={off(2)} x="5.6" y="5.2" width="2.8" height="7.3" rx="0.9" />
        <rect className={off(3)} x="9.7" y="2" width="2.8" height="10.5" rx="0.9" />
      </g>
    </svg>
  );
}
