import { useInfiniteQuery } from "@tanstack/react-query";

import type { BearerHttp } from "../../api/bearer";
import type { components } from "../../api/schema";
import { localDay } from "../../features/cards/days";
import { grouped } from "../../features/work/model/buckets";
import { Button } from "../../lib/Button";
import { cx } from "../../lib/cx";
import { useNow } from "../../lib/Time";
import { cardsQuery } from "../api/cards";
import { MY_WORK } from "../model/places";
import { CardRow } from "./CardRow";
import styles from "./CardsSection.module.css";
import { NewTab } from "./NewTab";
import { Note } from "./Note";
import { CardsSkeleton } from "./Skeletons";
import { useRefusal } from "./useRefusal";

type Card = components["schemas"]["CardRef"];

/** The person's own open cards, of all boards, by when they are due. */
export function CardsSection({ http }: { http: BearerHttp }) {
  const query = useInfiniteQuery(cardsQuery(http));
  const { data, refetch, hasNextPage, fetchNextPage, isFetching } = query;
  const error = useRefusal(query);
  const cards = data?.pages.flatMap(({ items }) => items);
  return (
    <section className={styles.cards} aria-labelledby="cards">
      <div className={styles.head}>
        <h2 id="cards" className={styles.title}>
          Your cards
        </h2>
        {cards && cards.length > 0 && <NewTab href={MY_WORK}>My work</NewTab>}
      </div>
      {!cards && !error && (
        <div role="status" aria-label="Loading your cards">
          <CardsSkeleton />
        </div>
      )}
      {cards && <Groups cards={cards} />}
      {error && <Note error={error} />}
      {error && (
        <Button
          className={styles.more}
          icon="refresh"
          busy={isFetching}
          onClick={() => void refetch()}
        >
          Try again
        </Button>
      )}
      {!error && hasNextPage && (
        <Button className={styles.more} busy={isFetching} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function Groups({ cards }: { cards: readonly Card[] }) {
  const today = localDay(new Date(useNow()));
  if (cards.length === 0) {
    return (
      <p className={styles.empty}>
        Nothing waits for you. Cards that somebody assigns to you, on any board, stand here until
        they are done.
      </p>
    );
  }
  return grouped(cards, today).map(({ id, title, cards: some }) => (
    <div key={id} role="group" aria-labelledby={`due-${id}`}>
      <h3 id={`due-${id}`} className={cx(styles.due, id === "overdue" && styles.overdue)}>
        {title} <span className={styles.count}>{some.length}</span>
      </h3>
      <ul role="list" className={styles.rows}>
        {some.map((card) => (
          <li key={card.id}>
            <CardRow card={card} today={today} />
          </li>
        ))}
      </ul>
    </div>
  ));
}
