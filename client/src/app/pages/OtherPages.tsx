import { Button, EmptyState, ErrorState, useTitle } from "../../lib";
import styles from "./OtherPages.module.css";

/** An address that leads nowhere. */
export function NotFoundPage() {
  useTitle("Not found");
  return (
    <main id="main" className={styles.page}>
      <EmptyState
        level={1}
        title="There is nothing here"
        action={<HomeLink />}
        picture={<LostMark />}
      >
        The address may be mistyped, or what stood here was deleted, or you are no member of its
        workspace.
      </EmptyState>
    </main>
  );
}

/** A page that could not be drawn. Also shown where nothing else works, so it needs nothing else. */
export function FailedPage() {
  useTitle("Something failed");
  return (
    <main id="main" className={styles.page}>
      <ErrorState
        level={1}
        title="This page failed"
        onRetry={() => window.location.reload()}
        retryLabel="Load it again"
        action={<HomeLink />}
      >
        The fault is ours. What you typed is kept in this browser. If it fails again, tell whoever
        runs Trivet here.
      </ErrorState>
    </main>
  );
}

/** Loads the page anew: whatever was wrong is gone. */
function HomeLink() {
  return <Button onClick={() => window.location.assign("/app/")}>Go to the boards</Button>;
}

/** The trivet, all legs gone their own way. */
function LostMark() {
  return (
    <svg
      className={styles.lost}
      viewBox="0 0 96 64"
      width={120}
      height={80}
      fill="none"
      aria-hidden
    >
      <circle cx="48" cy="34" r="15" />
      <path className={styles.whiteboard} d="M20 16l9-9" />
      <path className={styles.board} d="M80 12l6 10" />
      <path className={styles.branch} d="M14 52l12-3" />
    </svg>
  );
}
