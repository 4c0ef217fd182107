import { useEffect, useState } from "react";

import { Button } from "./Button";
import { cx } from "./cx";
import { Icon } from "./Icon";
import { IconButton } from "./IconButton";
import type { IconName } from "./icons";
import styles from "./ToastRegion.module.css";
import { dismissToast, type ToastEntry, useToasts } from "./toasts";

const DURATION_MS = 6_000;
/** Characters of a detail that fill more than a line beside a button. */
const LONG = 40;
const ICON: Record<NonNullable<ToastEntry["tone"]>, IconName | null> = {
  plain: null,
  good: "check",
  warn: "warning",
  danger: "warning",
};

/** Where notices appear; once per page. Read out politely, kept while the pointer or focus is in it. */
export function ToastRegion() {
  const entries = useToasts();
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label="Notices"
      className={styles.region}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ol role="list" className={styles.list} aria-live="polite" aria-relevant="additions">
        {entries.map((entry) => (
          <Toast key={entry.id} entry={entry} held={held} />
        ))}
      </ol>
    </section>
  );
}

function Toast({ entry, held }: { entry: ToastEntry; held: boolean }) {
  const { id, text, detail, tone = "plain", action, duration = DURATION_MS } = entry;
  const icon = ICON[tone];
  useEffect(() => {
    if (held || duration === 0) return;
    const timer = window.setTimeout(() => dismissToast(id), duration);
    return () => window.clearTimeout(timer);
  }, [held, id, duration]);
  const button = action && (
    <Button
      size="small"
      variant="outline"
      onClick={() => {
        action.run();
        dismissToast(id);
      }}
    >
      {action.label}
    </Button>
  );
  // Beside many words it would press them into a narrow column.
  const under = detail !== undefined && detail.length > LONG;
  return (
    <li className={cx(styles.toast, styles[tone])}>
      {icon && <Icon name={icon} className={styles.icon} />}
      <div className={styles.words}>
        <p className={styles.text}>{text}</p>
        {detail && <p className={styles.detail}>{detail}</p>}
        {under && button && <div className={styles.under}>{button}</div>}
      </div>
      {!under && button}
      <IconButton icon="close" label="Dismiss" size="small" onClick={() => dismissToast(id)} />
    </li>
  );
}
