import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Avatar, Button, EmptyState, Icon, IconButton, Time } from "../../../../../lib";
import { boardActivityQuery } from "../../../api/activity";
import { archivedQuery, binQuery } from "../../../api/bin";
import type { BoardState } from "../../../model";
import { useLog } from "../../../model-react";
import { personOf, useActions, useLookup } from "../../context";
import { counted } from "../../edits";
import { Words } from "../../panel/activity/Activity";
import rows from "../../panel/activity/Activity.module.css";
import { ActivityFailed, ActivitySkeleton } from "../../panel/activity/ActivityStates";
import panel from "../../panel/Panel.module.css";
import { useUiStore } from "../../ui";
import styles from "./ActivitySheet.module.css";
import { type BoardSentence, boardSentences } from "./boardSentences";
import { type GoneCard, useGoneCards } from "./useGoneCards";

/** What happened on the board, beside it, the newest first. */
export function ActivitySheet({ state }: { state: BoardState }) {
  const ui = useUiStore();
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    let back: Element | null = null;
    // After the menu that opened it has given the focus back, else Escape would not come here.
    const timer = setTimeout(() => {
      back = document.activeElement;
      sheet.current?.focus({ preventScroll: true });
    });
    return () => {
      clearTimeout(timer);
      if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
    };
  }, []);
  const close = () => ui.set({ activity: false });
  return (
    <aside
      ref={sheet}
      className={`${panel.panel} ${styles.sheet}`}
      tabIndex={-1}
      aria-label="Activity of the board"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <header className={panel.bar}>
        <h2 className={styles.title}>Activity</h2>
        <span className={panel.spread} />
        <IconButton icon="close" label="Close the activity" shortcut="escape" onClick={close} />
      </header>
      <div className={panel.scroll}>
        <List state={state} />
      </div>
    </aside>
  );
}

function List({ state }: { state: BoardState }) {
  const lookup = useLookup();
  const queries = useQueryClient();
  const query = boardActivityQuery(lookup.boardId);
  const { data, error, refetch, hasNextPage, fetchNextPage, ...rest } = useInfiniteQuery(query);
  useLog(lookup.boardId, (events) => {
    void queries.invalidateQueries(query);
    if (events?.every(({ type }) => !/archived|restored|deleted/.test(type))) return;
    void queries.invalidateQueries({ queryKey: archivedQuery(lookup.boardId).queryKey });
    void queries.invalidateQueries({ queryKey: binQuery(lookup.boardId).queryKey });
  });
  const again = () => void (rest.isFetchNextPageError ? fetchNextPage() : refetch());
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const gone = useGoneCards(lookup.boardId, events, state.cards);
  if (!data) return error ? <ActivityFailed onRetry={again} /> : <ActivitySkeleton />;
  const sentences = boardSentences(events, {
    person: (id) => personOf(lookup, id).name,
    column: (id) => state.columns.get(id)?.name,
    label: (id) => state.labels.get(id)?.name,
    card: (id) => state.cards.get(id)?.key ?? gone.get(id)?.key,
  });
  if (sentences.length === 0) {
    return (
      <EmptyState
        level={3}
        picture={<Icon name="clock" size={32} className={styles.picture} />}
        title="Nothing happened yet"
      >
        Who adds, moves and changes what on this board stands here.
      </EmptyState>
    );
  }
  return (
    <div>
      <ol role="list" className={rows.rows} aria-label="Activity">
        {sentences.map((sentence) => (
          <Row key={sentence.seq} sentence={sentence} state={state} gone={gone} />
        ))}
      </ol>
      {error && <ActivityFailed onRetry={again} />}
      {hasNextPage && !error && (
        <Button
          size="small"
          variant="quiet"
          busy={rest.isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly sentence: BoardSentence;
  readonly state: BoardState;
  readonly gone: ReadonlyMap<string, GoneCard>;
}

function Row({ sentence, state, gone }: RowProps) {
  const lookup = useLookup();
  const { actorId, parts, at, cardIds } = sentence;
  return (
    <li className={rows.row}>
      {actorId === undefined ? (
        <span className={rows.sign}>
          <Icon name="branch" size={12} />
        </span>
      ) : (
        <Avatar person={personOf(lookup, actorId)} size={20} decorative />
      )}
      <div className={rows.words}>
        {cardIds.length > 0 && <Cards ids={cardIds} state={state} gone={gone} />}
        <p>
          <Words parts={parts} /> <Time value={at} className={rows.time} />
        </p>
      </div>
    </li>
  );
}

function Cards({ ids, state, gone }: Omit<RowProps, "sentence"> & { ids: readonly string[] }) {
  const actions = useActions();
  const [first = "", ...others] = ids;
  const card = state.cards.get(first);
  const more = others.length > 0 && ` and ${counted(others.length, "more card")}`;
  if (!card) {
    const known = gone.get(first);
    return (
      <p className={styles.card}>
        {known ? (
          <>
            <span className={styles.key}>{known.key}</span> <bdi>{known.title}</bdi>
          </>
        ) : (
          "A card that is not on the board now"
        )}
        {more}
      </p>
    );
  }
  return (
    <p className={styles.card}>
      <a
        href={actions.hrefOf(card)}
        className={styles.link}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          actions.open(card.id);
        }}
      >
        <span className={styles.key}>{card.key}</span> <bdi>{card.title}</bdi>
      </a>
      {more}
    </p>
  );
}
