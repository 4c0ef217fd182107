import { useInfiniteQuery } from "@tanstack/react-query";

import type { Repository } from "../../../../api/queries";
import { Button, EmptyState, Icon } from "../../../../lib";
import { Notice } from "../../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../../workspaces/pages";
import { deliveriesQuery, type Delivery, type Shown, type Wanted } from "../../api/deliveries";
import styles from "./Deliveries.module.css";
import { DeliveryRow } from "./DeliveryRow";

interface DeliveryListProps {
  wanted: Wanted;
  /** Undefined where it is not known, or not connected any more. */
  repository: Repository | undefined;
  onShowAll: () => void;
  onReplay: (delivery: Delivery) => Promise<void>;
}

/** The deliveries, the newest first, and the way to older ones. */
export function DeliveryList({ wanted, repository, onShowAll, onReplay }: DeliveryListProps) {
  const query = useInfiniteQuery(deliveriesQuery(wanted));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const deliveries = data?.pages.flatMap(({ items }) => items);
  if (!deliveries) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading the deliveries" rows={5} />;
  }
  const late = error && !query.isFetchNextPageError;
  return (
    <>
      {late && <Notice error={error} />}
      {deliveries.length === 0 ? (
        <None wanted={wanted} repository={repository} onShowAll={onShowAll} />
      ) : (
        <ul role="list" className={styles.rows} aria-label={LABELS[wanted.shown]}>
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              repository={repository}
              onReplay={() => onReplay(delivery)}
            />
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

const LABELS: Readonly<Record<Shown, string>> = {
  all: "Deliveries",
  failed: "Deliveries that failed",
  waiting: "Deliveries under way",
  done: "Deliveries that are done",
};

const NONE: Readonly<Record<Exclude<Shown, "all">, string>> = {
  failed: "No delivery failed",
  waiting: "No delivery is under way",
  done: "No delivery is done",
};

interface NoneProps {
  wanted: Wanted;
  repository: Repository | undefined;
  onShowAll: () => void;
}

function None({ wanted: { shown, event }, repository, onShowAll }: NoneProps) {
  const some = shown !== "all" || event !== undefined;
  const none = shown === "all" ? "Nothing was delivered" : NONE[shown];
  return (
    <EmptyState
      className={styles.empty}
      picture={
        <Icon
          name={shown === "failed" ? "check" : "repository"}
          size={32}
          className={styles.picture}
        />
      }
      title={event === undefined ? none : `${none} of this kind`}
      action={some && <Button onClick={onShowAll}>Show all deliveries</Button>}
    >
      {repository?.via === "poll"
        ? "GitHub delivers nothing here: Trivet looks at this repository itself."
        : "What GitHub delivered in the last 30 days stands here, with what came of it."}
    </EmptyState>
  );
}
