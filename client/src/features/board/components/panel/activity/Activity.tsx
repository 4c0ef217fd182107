import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useEffect } from "react";
import { Avatar, Button, Icon, Time } from "../../../../../lib";
import { activityQuery } from "../../../api/activity";
import type { Card } from "../../../model";
import { useLog } from "../../../model-react";
import { type BoardLookup, personOf, useActions, useLookup } from "../../context";
import type { Edits } from "../../edits";
import styles from "./Activity.module.css";
import { ActivityFailed, ActivitySkeleton } from "./ActivityStates";
import { type Names, type Part, type Sentence, sentencesOf } from "./sentences";

function namesOf(lookup: BoardLookup, edits: Edits): Names {
  return {
    person: (id) => personOf(lookup, id).name,
    column: (id) => lookup.columns.find((column) => column.id === id)?.name,
    label: (id) => lookup.labels.get(id)?.name,
    card: (id) => edits.card(id)?.key,
  };
}

export function Words({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, index) => (
    <Fragment key={index}>
      {typeof part === "string" ? (
        part
      ) : "name" in part ? (
        <bdi className={styles.name}>{part.name}</bdi>
      ) : (
        <code className={styles.code} dir="ltr">
          {part.code}
        </code>
      )}
    </Fragment>
  ));
}

function Row({ sentence, lookup }: { sentence: Sentence; lookup: BoardLookup }) {
  const { actorId, parts, at } = sentence;
  return (
    <li className={styles.row}>
      {actorId === undefined ? (
        <span className={styles.sign}>
          <Icon name="branch" size={12} />
        </span>
      ) : (
        <Avatar person={personOf(lookup, actorId)} size={20} decorative />
      )}
      <p className={styles.words}>
        <Words parts={parts} /> <Time value={at} className={styles.time} />
      </p>
    </li>
  );
}

/** Fewer sentences than these are filled up by older ones, of a few pages at most. */
const FEW = 5;
const MOST_BY_ITSELF = 6;

/** What happened to a card, the newest first. */
export function Activity({ card }: { card: Card }) {
  const lookup = useLookup();
  const { edits } = useActions();
  const queries = useQueryClient();
  const query = activityQuery(card.id);
  const { data, error, refetch, hasNextPage, fetchNextPage, ...state } = useInfiniteQuery(query);
  useLog(lookup.boardId, (events) => {
    const concerns = events === null || events.some(({ card_id }) => card_id === card.id);
    if (concerns) void queries.invalidateQueries(query);
  });

  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const sentences = sentencesOf(events, namesOf(lookup, edits));
  // Of some events there is nothing to say: a check that goes on, a commit that is pushed.
  const pages = data?.pages.length ?? 0;
  const saysLittle = sentences.length < FEW && pages > 0 && pages < MOST_BY_ITSELF;
  const asksOn = saysLittle && hasNextPage && !error && !state.isFetching;
  useEffect(() => {
    if (asksOn) void fetchNextPage();
  }, [asksOn, pages, fetchNextPage]);

  const again = () => void (state.isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) return error ? <ActivityFailed onRetry={again} /> : <ActivitySkeleton />;
  return (
    <>
      <ol role="list" className={styles.rows}>
        {sentences.map((sentence) => (
          <Row key={sentence.seq} sentence={sentence} lookup={lookup} />
        ))}
      </ol>
      {error && <ActivityFailed onRetry={again} />}
      {hasNextPage && !error && (
        <Button
          size="small"
          variant="quiet"
          busy={state.isFetchingNextPage}
          className={styles.older}
          onClick={() => void fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </>
  );
}
