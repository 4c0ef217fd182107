import type { ReactNode } from "react";

import { Button } from "./Button";
import { cx } from "./cx";
import { Mark } from "./Mark";
import styles from "./states.module.css";

export interface EmptyStateProps {
  /** A drawing; the mark unless given. `null` for none. */
  picture?: ReactNode;
  title: string;
  /** What belongs here. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  /** 2 unless it is the heading of the whole page. */
  level?: 1 | 2 | 3;
  className?: string | undefined;
}

/** An empty place: says what belongs there and offers the one action. */
export function EmptyState({
  picture,
  title,
  children,
  action,
  level = 2,
  className,
}: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={cx(styles.state, className)}>
      {picture === undefined ? <Mark size={40} className={styles.mark} /> : picture}
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What to do next. */
  children?: ReactNode;
  onRetry?: (() => void) | undefined;
  retryLabel?: string;
  /** Under which the server's logs tell the rest. */
  requestId?: string | undefined;
  action?: ReactNode;
  level?: 1 | 2 | 3;
  className?: string | undefined;
}

/** Something failed: what happened, what to do, and a way to try again. */
export function ErrorState({
  title,
  children,
  onRetry,
  retryLabel = "Try again",
  requestId,
  action,
  level = 2,
  className,
}: ErrorStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={cx(styles.state, className)} role="alert">
      <Mark size={40} className={cx(styles.mark, styles.broken)} />
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {(onRetry || action) && (
        <div className={styles.action}>
          {onRetry && (
            <Button icon="refresh" onClick={onRetry}>
              {retryLabel}
            </Button>
          )}
          {action}
        </div>
      )}
      {requestId && (
        <p className={styles.request}>
          Request <code>{requestId}</code>
        </p>
      )}
    </div>
  );
}
