import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, cx, EmptyState, Icon, useNow } from "../../../lib";
import {
  CardLine,
  CardLink,
  CardPriority,
  type CardRef,
  dueWords,
  localDay,
  stepRows,
} from "../../cards";
import rows from "../../cards/rows.module.css";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { myCardsQuery } from "../api/work";
import { grouped } from "../model/buckets";
import styles from "./MyWorkPage.module.css";

/** Open cards of all boards that are assigned to oneself, by when they are due. */
export function MyWorkPage() {
  return (
    <SubPage title="My work" where="Open cards that are assigned to you">
      <Cards />
    </SubPage>
  );
}

function Cards() {
  const query = useInfiniteQuery(myCardsQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const today = localDay(new Date(useNow()));
  const cards = data?.pages.flatMap(({ items }) => items);
  if (!cards) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading your cards" rows={4} />;
  }
  if (cards.length === 0) {
    return (
      <EmptyState
        picture={<Icon name="checklist" size={32} className={rows.picture} />}
        title="Nothing waits for you"
      >
        Cards that somebody assigns to you, on any board, stand here until they are done.
      </EmptyState>
    );
  }
  return (
    <div onKeyDown={stepRows}>
      {grouped(cards, today).map(({ id, title, cards: some }) => (
        <section key={id} className={styles.group} aria-labelledby={`work-${id}`}>
          <h2 id={`work-${id}`} className={cx(styles.heading, id === "overdue" && styles.overdue)}>
            {title} <span className={styles.count}>{some.length}</span>
          </h2>
          <ul role="list" className={rows.rows}>
            {some.map((card) => (
              <li key={card.id} className={rows.item}>
                <CardLink card={card} className={rows.row} data-row>
                  <CardLine card={card} side={<Facts card={card} today={today} />} />
                </CardLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={rows.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

function Facts({ card, today }: { card: CardRef; today: string }) {
  const { due_date: due, priority } = card;
  return (
    <span className={styles.facts}>
      {due && (
        <span className={cx(styles.due, due < today && styles.overdue)}>
          <Icon name="calendar" size={14} />
          <span className="visually-hidden">Due</span> {dueWords(due, today)}
        </span>
      )}
      <CardPriority priority={priority} />
    </span>
  );
}
