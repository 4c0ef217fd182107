import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../../../api/describe";
import { Button, Dialog, EmptyState, ErrorState, Icon, Time, useNow } from "../../../../lib";
import { binQuery, type InBin } from "../../api/bin";
import { useLog } from "../../model-react";
import { personOf, useLookup } from "../context";
import { counted } from "../edits";
import styles from "./Lists.module.css";
import { useBringBack } from "./useBringBack";
import { Waiting } from "./Waiting";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;

/** What was deleted on a board in the last 30 days, and the way back. */
export function Bin({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      title="Bin"
      description={`Deleted cards stay here for ${KEPT_DAYS} days, then they are gone for good.`}
      onClose={onClose}
    >
      <Cards onClose={onClose} />
    </Dialog>
  );
}

function Cards({ onClose }: { onClose: () => void }) {
  const { boardId } = useLookup();
  const queries = useQueryClient();
  const query = binQuery(boardId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(query);
  useLog(boardId, (events) => {
    const concerns = events === null || events.some(({ type }) => /deleted|restored/.test(type));
    if (concerns) void queries.invalidateQueries(query);
  });
  const cards = data?.pages.flatMap(({ items }) => items);
  if (!cards) {
    if (!error) return <Waiting label="Loading the bin" />;
    const { title, text } = describeError(error);
    return (
      <ErrorState level={3} title={title} onRetry={() => void refetch()}>
        {text}
      </ErrorState>
    );
  }
  if (cards.length === 0) {
    return (
      <EmptyState
        level={3}
        picture={<Icon name="trash" size={32} className={styles.picture} />}
        title="The bin is empty"
      >
        Cards that somebody deletes from this board come here first.
      </EmptyState>
    );
  }
  return (
    <>
      <ul role="list" className={styles.list} aria-label="Deleted cards">
        {cards.map((one) => (
          <Row key={one.card.id} deleted={one} onClose={onClose} />
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {error ? "Try again" : "Show older"}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ deleted, onClose }: { deleted: InBin; onClose: () => void }) {
  const { card, deleted_at, deleted_by } = deleted;
  const lookup = useLookup();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(binQuery(lookup.boardId));
  const { busy, bring } = useBringBack({ card, refresh, onClose });
  const age = Math.floor((useNow() - Date.parse(deleted_at)) / DAY_MS);
  const left = Math.max(0, KEPT_DAYS - age);

  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.title}>
          <span className={styles.key}>{card.key}</span> <bdi>{card.title}</bdi>
        </p>
        <p className={styles.facts}>
          {deleted_by ? `${personOf(lookup, deleted_by).name}, ` : ""}
          <Time value={deleted_at} />
          {left <= 7 && ` · gone ${left === 0 ? "today" : `in ${counted(left, "day")}`}`}
        </p>
      </div>
      {lookup.canEdit && (
        <Button
          size="small"
          icon="undo"
          busy={busy}
          aria-label={`Bring ${card.key} back`}
          onClick={() => void bring()}
        >
          Bring back
        </Button>
      )}
    </li>
  );
}
