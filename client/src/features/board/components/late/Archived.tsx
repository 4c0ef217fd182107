import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../api/describe";
import { Button, Dialog, EmptyState, ErrorState, Icon, Time } from "../../../../lib";
import { archivedQuery } from "../../api/bin";
import type { Card } from "../../model";
import { useLog } from "../../model-react";
import { useActions, useLookup } from "../context";
import styles from "./Lists.module.css";
import { useBringBack } from "./useBringBack";
import { Waiting } from "./Waiting";

const PAGE = 50;

/** What was taken off a board and kept, and the way back. */
export function Archived({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      title="Archived cards"
      description="They are off the board and kept for good. Searching all boards finds them, too."
      onClose={onClose}
    >
      <Cards onClose={onClose} />
    </Dialog>
  );
}

function Cards({ onClose }: { onClose: () => void }) {
  const { boardId } = useLookup();
  const queries = useQueryClient();
  const query = archivedQuery(boardId);
  const { data: cards, error, refetch } = useQuery(query);
  const [shown, setShown] = useState(PAGE);
  const refresh = () => queries.invalidateQueries(query);
  useLog(boardId, (events) => {
    const concerns =
      events === null || events.some(({ type }) => /archived|restored|deleted/.test(type));
    if (concerns) void refresh();
  });
  if (!cards) {
    if (!error) return <Waiting label="Loading the archived cards" />;
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
        picture={<Icon name="archive" size={32} className={styles.picture} />}
        title="No card is archived"
      >
        Archive what is done and in the way: it leaves the board, and nothing of it is lost.
      </EmptyState>
    );
  }
  return (
    <>
      <ul role="list" className={styles.list} aria-label="Archived cards">
        {cards.slice(0, shown).map((card) => (
          <Row key={card.id} card={card} refresh={refresh} onClose={onClose} />
        ))}
      </ul>
      {cards.length > shown && (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + PAGE)}>Show older</Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly card: Card;
  readonly refresh: () => Promise<unknown>;
  readonly onClose: () => void;
}

function Row({ card, refresh, onClose }: RowProps) {
  const { canEdit, columns } = useLookup();
  const actions = useActions();
  const { busy, bring } = useBringBack({ card, refresh, onClose });
  const column = columns.find(({ id }) => id === card.column_id);
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.title}>
          <span className={styles.key}>{card.key}</span>{" "}
          <a
            className={styles.link}
            href={actions.hrefOf(card)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onClose();
              actions.openCard(card);
            }}
          >
            <bdi>{card.title}</bdi>
          </a>
        </p>
        <p className={styles.facts}>
          {column && (
            <>
              <bdi>{column.name}</bdi>,{" "}
            </>
          )}
          {card.archived_at && <Time value={card.archived_at} />}
        </p>
      </div>
      {canEdit && (
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
