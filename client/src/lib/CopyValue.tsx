import { copyText } from "./copyText";
import styles from "./CopyValue.module.css";
import { IconButton } from "./IconButton";

export interface CopyValueProps {
  label: string;
  value: string;
  /** What is copied, within a sentence; the label unless given. */
  what?: string;
}

/** Something to be entered elsewhere: its name, the text itself, and a button that copies it. */
export function CopyValue({
  label,
  value,
  what = label.charAt(0).toLowerCase() + label.slice(1),
}: CopyValueProps) {
  return (
    <div className={styles.value}>
      <span>{label}</span>
      <span className={styles.box}>
        <code className={styles.code} dir="ltr">
          {value}
        </code>
        <IconButton
          icon="copy"
          label={`Copy the ${what}`}
          tooltip="Copy"
          size="small"
          onClick={() => void copyText(value, what)}
        />
      </span>
    </div>
  );
}
