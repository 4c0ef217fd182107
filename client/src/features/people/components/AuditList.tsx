import { useInfiniteQuery } from "@tanstack/react-query";

import { auditQuery } from "../../../api/queries";
import { Avatar, Button, EmptyState, Icon, Time } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, Row, Rows, RowsSkeleton } from "../../workspaces/pages";
import { type AuditEvent, type AuditPart, auditSentence } from "../model/auditSentences";
import styles from "./AuditList.module.css";

interface AuditListProps {
  workspaceId: string;
  type: string | undefined;
  onShowAll: () => void;
}

/** The events, the latest first, and the way to older ones. */
export function AuditList({ workspaceId, type, onShowAll }: AuditListProps) {
  const query = useInfiniteQuery(auditQuery(workspaceId, type));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const events = data?.pages.flatMap(({ items }) => items);
  if (!events) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading the log" rows={5} />;
  }
  if (events.length === 0) {
    return (
      <EmptyState
        className={styles.empty}
        picture={<Icon name="clock" size={32} className={styles.picture} />}
        title="Nothing of this kind happened yet"
        action={type && <Button onClick={onShowAll}>Show all events</Button>}
      >
        Who comes and goes, who is given which role, and which repositories are connected stands
        here.
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label="Events">
        {events.map((event) => (
          <EventRow key={event.seq} event={event} />
        ))}
      </Rows>
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

function EventRow({ event }: { event: AuditEvent }) {
  const { actor } = event;
  return (
    <Row
      className={styles.event}
      lead={
        actor ? (
          <Avatar person={actor} size={24} decorative />
        ) : (
          <Icon name="settings" className={styles.program} />
        )
      }
      name={<span className={styles.sentence}>{auditSentence(event).map(partOf)}</span>}
    >
      <Time value={event.created_at} className={styles.time} />
    </Row>
  );
}

function partOf(part: AuditPart, index: number) {
  if (typeof part === "string") return part;
  if ("name" in part) return <bdi key={index}>{part.name}</bdi>;
  return (
    <code key={index} dir="ltr">
      {part.code}
    </code>
  );
}
