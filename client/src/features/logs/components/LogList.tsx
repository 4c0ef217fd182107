import { useInfiniteQuery } from "@tanstack/react-query";

import { Button, EmptyState, Icon } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { type Filter, logsQuery } from "../api/logs";
import { LogRow } from "./LogRow";
import styles from "./Logs.module.css";

interface LogListProps {
  filter: Filter;
  onNarrow: (changes: Partial<Filter>) => void;
  onShowAll: () => void;
}

/** The entries, the latest first, and the way to older ones. */
export function LogList({ filter, onNarrow, onShowAll }: LogListProps) {
  const query = useInfiniteQuery(logsQuery(filter));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const entries = data?.pages.flatMap(({ items }) => items);
  if (!entries) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading the client logs" rows={5} />;
  }
  const late = error && !query.isFetchNextPageError;
  return (
    <>
      {late && <Notice error={error} />}
      {entries.length === 0 ? (
        <None filter={filter} onShowAll={onShowAll} />
      ) : (
        <ul role="list" className={styles.rows} aria-label="Entries">
          {entries.map((entry) => (
            <LogRow key={entry.id} entry={entry} onNarrow={onNarrow} />
          ))}
        </ul>
      )}
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function None({ filter, onShowAll }: Omit<LogListProps, "onNarrow">) {
  const some = Object.values(filter).some((each) => each !== undefined);
  return (
    <EmptyState
      className={styles.empty}
      picture={<Icon name={some ? "search" : "check"} size={32} className={styles.picture} />}
      title={some ? "There are no such entries" : "No client logged anything"}
      action={some && <Button onClick={onShowAll}>Show all entries</Button>}
    >
      What browsers, panels in Miro and programs log stands here for 14 days, errors of this web
      client among it.
    </EmptyState>
  );
}
