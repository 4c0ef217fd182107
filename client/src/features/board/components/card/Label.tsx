import { type CSSProperties } from "react";
import type { Label } from "../../model";
import styles from "./Label.module.css";

const coloured = (color: string) => ({ "--label": color }) as CSSProperties;

/** A label's colour alone, in lists that name it beside. */
export function LabelDot({ color }: { color: string }) {
  return <span className={styles.dot} style={coloured(color)} aria-hidden />;
}

/** A label with its name, readable whatever colour somebody chose. */
export function LabelChip({ label }: { label: Label }) {
  return (
    <span className={styles.chip} style={coloured(label.color)}>
      <span className={styles.dot} aria-hidden />
      <span className={styles.name} dir="auto">
        {label.name}
      </span>
    </span>
  );
}
