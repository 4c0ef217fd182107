import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import {
  Button,
  Dialog,
  EmptyState,
  ErrorState,
  Icon,
  showToast,
  Skeleton,
  Time,
  useNow,
} from "../../../../lib";
import { binQuery, type InBin, restoreCard } from "../../api/bin";
import { useLog } from "../../model-react";
import { personOf, useActions, useLookup } from "../context";
import { counted } from "../edits";
import styles from "./Lists.module.css";

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
    if (!error) return <Waiting />;
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

function Waiting() {
  return (
    <div role="status" aria-label="Loading the bin" className={styles.list}>
      {[200, 260, 180].map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton width={width} height={14} />
        </div>
      ))}
    </div>
  );
}

function Row({ deleted, onClose }: { deleted: InBin; onClose: () => void }) {
  const { card, deleted_at, deleted_by } = deleted;
  const lookup = useLookup();
  const actions = useActions();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const age = Math.floor((useNow() - Date.parse(deleted_at)) / DAY_MS);
  const left = Math.max(0, KEPT_DAYS - age);

  const restore = async (force: boolean) => {
    setBusy(true);
    try {
      const back = await restoreCard(card.id, force);
      const open = () => {
        onClose();
        actions.openCard(back);
      };
      showToast({ text: `${back.key} is back on the board`, action: { label: "Open", run: open } });
    } catch (error) {
      setBusy(false);
      tellRefused(card.key, error, lookup.mayManage ? () => void restore(true) : undefined);
    }
    await queries.invalidateQueries(binQuery(lookup.boardId));
  };
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
          onClick={() => void restore(false)}
        >
          Bring back
        </Button>
      )}
    </li>
  );
}

function tellRefused(key: string, error: unknown, force: (() => void) | undefined): void {
  const full = error instanceof ApiError && error.code === "wip_limit_reached";
  const { title, text } = describeError(error);
  showToast({
    tone: full ? "warn" : "danger",
    text: `${key} was not brought back`,
    detail: `${title}. ${text}`,
    duration: 12_000,
    action: full && force ? { label: "Bring back anyway", run: force } : undefined,
  });
}
