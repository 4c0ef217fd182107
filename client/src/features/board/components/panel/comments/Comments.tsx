import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Skeleton } from "../../../../../lib";
import type { BoardStore, BoardView, Card, ShownThread } from "../../../model";
import { useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { Section } from "../Section";
import { CommentRow } from "./CommentRow";
import styles from "./Comments.module.css";
import { NewComment } from "./NewComment";

interface CommentsProps {
  readonly card: Card;
  readonly store: BoardStore;
  readonly view: BoardView;
  readonly edits: DetailEdits;
}

function CommentsSkeleton({ count }: { count: number }) {
  return (
    <div className={styles.list} role="status" aria-label="Loading the comments">
      {Array.from({ length: Math.min(count, 3) }, (_, index) => (
        <div key={index} className={styles.row}>
          <Skeleton round width={24} height={24} />
          <div className={styles.bones}>
            <Skeleton width={136} height={12} />
            <Skeleton width={index % 2 ? "58%" : "82%"} height={14} />
          </div>
        </div>
      ))}
    </div>
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <p className={styles.failed} role="alert">
      The comments could not be loaded.
      <Button size="small" variant="quiet" icon="refresh" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}

/** How many there are between those that were read and the latest. */
function Later({ left, onLoad }: { left: number; onLoad: () => Promise<void> }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const load = () => {
    setState("busy");
    onLoad().then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return state === "failed" ? (
    <Failed onRetry={load} />
  ) : (
    <Button
      size="small"
      variant="quiet"
      busy={state === "busy"}
      className={styles.later}
      onClick={load}
    >
      {left > 0 ? `Show ${String(left)} more` : "Show more"}
    </Button>
  );
}

function List({ card, store, edits, thread }: CommentsProps & { thread: ShownThread }) {
  const { comments, tail, next } = thread;
  const rows = (all: ShownThread["comments"]) =>
    all.map((comment) => (
      <CommentRow key={comment.id} comment={comment} cardId={card.id} edits={edits} />
    ));
  if (comments.length + tail.length === 0) return null;
  return (
    <ol role="list" className={styles.list}>
      {rows(comments)}
      {next !== null && (
        <li>
          <Later
            left={(card.comment_count ?? 0) - comments.length - tail.length}
            onLoad={() => store.loadComments(card.id)}
          />
        </li>
      )}
      {rows(tail)}
    </ol>
  );
}

/** What people say about a card, the oldest first, and where one says something oneself. */
export function Comments(props: CommentsProps) {
  const { card, store, view, edits } = props;
  const { canEdit } = useLookup();
  const thread = view.comments.get(card.id);
  const read = thread !== undefined && thread.next !== undefined;
  const { error, refetch } = useQuery({
    queryKey: ["card-comments", card.id, view.confirmed?.epoch, read],
    queryFn: () => store.loadComments(card.id).then(() => true),
    enabled: !read,
    staleTime: Infinity,
    gcTime: 0,
    retry: 2,
  });
  const count = card.comment_count ?? 0;
  if (count === 0 && !canEdit) return null;
  return (
    <Section title="Comments" note={count > 0 && <span className={styles.count}>{count}</span>}>
      {read ? (
        <List {...props} thread={thread} />
      ) : error ? (
        <Failed onRetry={() => void refetch()} />
      ) : (
        <CommentsSkeleton count={count} />
      )}
      {canEdit && <NewComment key={card.id} cardId={card.id} view={view} edits={edits} />}
    </Section>
  );
}
