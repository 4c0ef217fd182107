import type { ReactNode } from "react";

import { Mark } from "../../lib/Mark";
import styles from "./Message.module.css";

export interface MessageProps {
  /** What happened. */
  title: string;
  /** What to do next. */
  children: ReactNode;
  /** One thing to do, or several. */
  action?: ReactNode;
  /** Read out at once: something failed. */
  alert?: boolean;
  requestId?: string | undefined;
}

/** In place of the whole panel: what is the matter, and the way on. */
export function Message({ title, children, action, alert = false, requestId }: MessageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.message} {...(alert ? { role: "alert" } : {})}>
        <Mark size={32} className={styles.mark} />
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.text}>{children}</div>
        {action && <div className={styles.action}>{action}</div>}
        {requestId && (
          <p className={styles.request}>
            Request <code>{requestId}</code>
          </p>
        )}
      </div>
    </main>
  );
}
