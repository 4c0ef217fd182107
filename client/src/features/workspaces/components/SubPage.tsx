import type { ReactNode, Ref } from "react";

import { describeError } from "../../../api/describe";
import { ErrorState, Skeleton, useTitle } from "../../../lib";
import styles from "./SubPage.module.css";

export interface SubPageProps {
  title: string;
  /** What it belongs to. */
  where: ReactNode;
  /** Links to the pages beside it. */
  tabs?: ReactNode;
  /** The one action of the page. */
  action?: ReactNode;
  /** Takes the focus where what had it is gone. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** A page of lists and settings: what it belongs to, its name, its neighbours. */
export function SubPage({ title, where, tabs, action, headingRef, children }: SubPageProps) {
  useTitle(title);
  return (
    <div className={styles.page}>
      {tabs}
      <header className={styles.head}>
        <div className={styles.names}>
          <p className={styles.where} dir="auto">
            {where}
          </p>
          <h1 ref={headingRef} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, text, requestId } = describeError(error);
  return (
    <ErrorState title={title} requestId={requestId} onRetry={onRetry}>
      {text}
    </ErrorState>
  );
}

/** The shape of a list that is loading. */
export function RowsSkeleton({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label}>
      {[...Array(rows).keys()].map((index) => (
        <Skeleton key={index} height={56} className={styles.bone} />
      ))}
    </div>
  );
}
