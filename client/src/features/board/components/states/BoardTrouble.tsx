import { Link } from "@tanstack/react-router";
import { Button, EmptyState, ErrorState } from "../../../../lib";
import type { BoardView } from "../../model";
import styles from "./BoardTrouble.module.css";

interface BoardTroubleProps {
  readonly view: BoardView;
  readonly onRetry: () => void;
}

const WORDS = {
  gone: ["There is no such board", "It was deleted, or the link is wrong."],
  forbidden: [
    "You have no access to this board",
    "Ask somebody of its workspace to invite you. If you have another account, sign in with that.",
  ],
} as const;

function requestIdOf(error: Error | undefined): string | undefined {
  const id = error && "requestId" in error ? error.requestId : undefined;
  return typeof id === "string" ? id : undefined;
}

/** A board that cannot be shown: why, and what to do. */
export function BoardTrouble({ view, onRetry }: BoardTroubleProps) {
  if (view.status === "gone" || view.status === "forbidden") {
    const [title, text] = WORDS[view.status];
    return (
      <div className={styles.page}>
        <EmptyState
          level={1}
          title={title}
          action={
            <Link to={"/" as never} className={styles.home}>
              All boards
            </Link>
          }
        >
          {text}
        </EmptyState>
      </div>
    );
  }
  const offline = view.connection.mode === "offline";
  return (
    <div className={styles.page}>
      <ErrorState
        level={1}
        title={offline ? "You are offline" : "The board could not be loaded"}
        onRetry={onRetry}
        requestId={requestIdOf(view.error)}
      >
        {offline
          ? "It opens by itself as soon as the connection is back."
          : (view.error?.message ?? "The server did not answer as it should.")}
      </ErrorState>
    </div>
  );
}

/** Every card is hidden by the filter. */
export function NoMatches({ onClear }: { onClear: () => void }) {
  return (
    <div className={styles.nothing} role="status">
      <span>No card matches the filter.</span>
      <Button size="small" onClick={onClear}>
        Clear filters
      </Button>
    </div>
  );
}
