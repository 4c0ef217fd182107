import { copyText } from "./copyText";
import styles from "./CopyValue.module.css";
import { IconButton } from "./IconButton";

export interface CopyValueProps {
  label: string;
  value: string;
  /** What is copied, within a sentence; the label unless given. */
  what?: string;
  /** Has the focus in a dialog that opens. */
  first?: boolean;
  onCopied?: () => void;
}

/** Something to be entered elsewhere: its name, the text itself, and a button that copies it. */
export function CopyValue({
  label,
  value,
  what = label.charAt(0).toLowerCase() + label.slice(1),
  first = false,
  onCopied,
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
          data-autofocus={first || undefined}
          onClick={() => void copyText(value, what).then((done) => done && onCopied?.())}
        />
      </span>
    </div>
  );
}
