import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { unreadQuery } from "../../../api/queries";
import {
  Avatar,
  Button,
  Choice,
  type ChoiceOption,
  cx,
  EmptyState,
  Icon,
  IconButton,
  type IconName,
  Time,
  useNow,
} from "../../../lib";
import { CardLine, CardLink, localDay, stepRows } from "../../cards";
import rows from "../../cards/rows.module.css";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { type Notification, notificationsQuery, type Shown } from "../api/notifications";
import { notificationWords } from "../model/sentences";
import styles from "./NotificationsPage.module.css";
import { useMarkRead } from "./useMarkRead";

const SHOWN: readonly ChoiceOption<Shown>[] = [
  { id: "all", words: "All" },
  { id: "unread", words: "Unread" },
];

/** What happened to one's cards that one should know. */
export function NotificationsPage() {
  const [shown, setShown] = useState<Shown>("all");
  const { data: unread = 0 } = useQuery(unreadQuery);
  const mark = useMarkRead();
  return (
    <SubPage
      title="Notifications"
      where={unread === 0 ? "You have read all" : `${unread} unread`}
      action={
        <div className={styles.tools}>
          <Choice label="Show" options={SHOWN} chosen={shown} onChoose={setShown} />
          <Button icon="check" disabled={unread === 0} onClick={() => void mark({ all: true })}>
            Mark all as read
          </Button>
        </div>
      }
    >
      <List key={shown} shown={shown} onShowAll={() => setShown("all")} />
    </SubPage>
  );
}

function List({ shown, onShowAll }: { shown: Shown; onShowAll: () => void }) {
  const query = useInfiniteQuery(notificationsQuery(shown));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const today = localDay(new Date(useNow()));
  const all = data?.pages.flatMap(({ items }) => items);
  if (!all) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading your notifications" rows={4} />;
  }
  if (all.length === 0) {
    const none = shown === "unread";
    return (
      <EmptyState
        picture={<Icon name="bell" size={32} className={rows.picture} />}
        title={none ? "Nothing is unread" : "Nothing to tell yet"}
        action={none && <Button onClick={onShowAll}>Show all</Button>}
      >
        When somebody assigns you a card or mentions you, when a card of yours can go on or is due,
        it stands here.
      </EmptyState>
    );
  }
  return (
    <>
      <ul role="list" className={rows.rows} aria-label="Notifications" onKeyDown={stepRows}>
        {all.map((one) => (
          <Row key={one.id} one={one} today={today} />
        ))}
      </ul>
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={rows.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </>
  );
}

const ICONS: Readonly<Partial<Record<Notification["kind"], IconName>>> = {
  unblocked: "check",
  due_soon: "calendar",
};

function Row({ one, today }: { one: Notification; today: string }) {
  const mark = useMarkRead();
  const { who, what } = notificationWords(one, today);
  const unread = !one.read_at;
  return (
    <li className={cx(rows.item, unread && styles.unread)}>
      <CardLink
        card={one.card}
        className={rows.row}
        data-row
        onClick={() => unread && void mark({ ids: [one.id] })}
      >
        <span className={styles.dot}>
          {unread && <span className="visually-hidden">Unread:</span>}
        </span>
        {one.actor_id && who ? (
          <Avatar person={{ id: one.actor_id, name: who }} size={24} decorative />
        ) : (
          <Icon name={ICONS[one.kind] ?? "bell"} className={styles.sign} />
        )}
        <CardLine card={one.card} side={<Time value={one.created_at} className={styles.time} />}>
          <span className={styles.what}>
            {who && <bdi>{who}</bdi>} {what}
          </span>
        </CardLine>
      </CardLink>
      <IconButton
        icon={unread ? "check" : "undo"}
        size="small"
        label={unread ? `Mark as read: ${one.card.key}` : `Mark as unread: ${one.card.key}`}
        className={styles.mark}
        onClick={() => void mark({ ids: [one.id], read: unread })}
      />
    </li>
  );
}
