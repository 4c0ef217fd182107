import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";

import { TextField } from "../../../lib";
import { PAUSE_MS, useSettled } from "../../../lib/useSettled";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { miroLimitsQuery, whiteboardsQuery } from "../api/whiteboards";
import { isSpent } from "../model/credits";
import { AwayBar } from "./AwayBar";
import styles from "./Boards.module.css";
import { NoneFound, NoWhiteboards } from "./NoWhiteboards";
import { WhiteboardList } from "./WhiteboardList";

/** What the server takes. */
const QUERY_MAX = 200;

/** The boards in Miro that one may see there, and what is known of each. */
export function Whiteboards() {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim(), PAUSE_MS);
  const query = useInfiniteQuery(whiteboardsQuery(q));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const { data: limits, refetch: lookAtLimits } = useQuery(miroLimitsQuery);
  const pages = data?.pages ?? [];
  // The list may move between two pages, and a board come by twice.
  const boards = [
    ...new Map(pages.flatMap((page) => page.items).map((one) => [one.id, one])).values(),
  ];
  const stale = pages.some((page) => page.stale);
  const away = stale || limits?.answering === false;
  const none = boards.length === 0;
  // It stands there from the start, so that nothing moves.
  const searchable = !none || typed || q || query.isPending;
  const late = error && data && !query.isFetchNextPageError;
  const again = async () => {
    await Promise.all([refetch(), lookAtLimits()]);
    // What was pressed may be gone.
    setTimeout(() => document.activeElement === document.body && heading.current?.focus());
  };
  const clear = () => {
    setTyped("");
    field.current?.focus();
  };
  return (
    <section className={styles.boards} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
          Your boards
        </h2>
        {searchable && (
          <TextField
            ref={field}
            type="search"
            icon="search"
            label="Search your boards in Miro"
            labelHidden
            placeholder="Search by name"
            className={styles.search}
            spellCheck={false}
            maxLength={QUERY_MAX}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape" || !typed) return;
              event.preventDefault();
              setTyped("");
            }}
          />
        )}
      </header>
      {away && data && (
        <AwayBar
          boards={boards}
          stale={stale}
          blocked={limits !== undefined && isSpent(limits)}
          seenAt={query.dataUpdatedAt}
          onAgain={again}
        />
      )}
      {late && <Notice error={error} />}
      {!data || (none && query.isPlaceholderData) ? (
        error ? (
          <Failed error={error} onRetry={() => void again()} />
        ) : (
          <RowsSkeleton label="Asking Miro for your boards" rows={4} />
        )
      ) : none ? (
        q ? (
          <NoneFound q={q} onClear={clear} />
        ) : (
          <NoWhiteboards busy={query.isFetching} onAgain={() => void again()} />
        )
      ) : (
        <WhiteboardList
          boards={boards}
          found={q ? `${boards.length}${hasNextPage ? " or more" : ""} found` : undefined}
          old={query.isPlaceholderData}
          more={hasNextPage}
          moreError={query.isFetchNextPageError ? error : undefined}
          loadingMore={isFetchingNextPage}
          onMore={() => void fetchNextPage()}
        />
      )}
    </section>
  );
}
