import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, cx, EmptyState, Icon } from "../../../lib";
import { CardLine, CardLink, CardPriority } from "../../cards";
import rows from "../../cards/rows.module.css";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { type Hit, searchQuery } from "../api/search";
import { isQuery, marked } from "../model/words";
import styles from "./SearchPage.module.css";

interface ResultsProps {
  readonly q: string;
  /** The id of the list, and what those of its rows begin with. */
  readonly list: string;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

/** What was found. */
export function Results({ q, list, active, onActive }: ResultsProps) {
  const asked = isQuery(q);
  const query = useInfiniteQuery({ ...searchQuery(q), enabled: asked });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  if (!asked) {
    return (
      <EmptyState
        picture={<Icon name="search" size={32} className={rows.picture} />}
        title="Find any card"
      >
        Type words that stand in its title, its description or a comment, or its key. The beginning
        of a word is enough.
      </EmptyState>
    );
  }
  if (error && !query.isFetchNextPageError) {
    return <Failed error={error} onRetry={() => void refetch()} />;
  }
  const hits = data?.pages.flatMap(({ items }) => items);
  if (!hits) return <RowsSkeleton label="Searching" rows={4} />;
  if (hits.length === 0) {
    return (
      <EmptyState
        picture={<Icon name="search" size={32} className={rows.picture} />}
        title={`Nothing was found for “${q}”`}
      >
        <span role="status">A card is found where all words stand on it. Try fewer.</span>
      </EmptyState>
    );
  }
  const count = `${hits.length}${hasNextPage ? " or more" : ""} found`;
  return (
    <div aria-busy={query.isPlaceholderData}>
      <p className="visually-hidden" role="status">
        {count}
      </p>
      <div
        id={list}
        role="listbox"
        aria-label="Cards"
        className={cx(rows.rows, query.isPlaceholderData && styles.old)}
      >
        {hits.map((hit, index) => (
          <CardLink
            key={`${hit.card.id} ${hit.comment_id ?? hit.where}`}
            card={hit.card}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={cx(rows.row, styles.hit, index === active && rows.active)}
            onPointerMove={() => index !== active && onActive(index)}
          >
            <Found hit={hit} q={q} />
          </CardLink>
        ))}
      </div>
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

const WHERE: Readonly<Record<Hit["where"], string | undefined>> = {
  key: undefined,
  title: undefined,
  description: "In its description: ",
  comment: "In a comment: ",
};

function Found({ hit: { card, where, excerpt }, q }: { hit: Hit; q: string }) {
  const place = WHERE[where];
  return (
    <CardLine
      card={card}
      title={<Marked text={card.title} q={q} />}
      side={<CardPriority priority={card.priority} />}
    >
      {place && excerpt && (
        <span className={styles.excerpt}>
          <span className={styles.place}>{place}</span>
          <bdi>
            <Marked text={excerpt} q={q} />
          </bdi>
        </span>
      )}
    </CardLine>
  );
}

function Marked({ text, q }: { text: string; q: string }) {
  return marked(text, q).map((piece, index) =>
    piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}
