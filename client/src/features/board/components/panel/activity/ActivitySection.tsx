import { useQuery } from "@tanstack/react-query";
import type { Card } from "../../../model";
import styles from "./Activity.module.css";
import { ActivityFailed, ActivitySkeleton } from "./ActivityStates";

/** The timeline at the foot of a card. Its code comes when the first card is opened. */
export function ActivitySection({ card }: { card: Card }) {
  // As a query, so that a line that fails is told here, and does not take the whole page with it.
  const {
    data: code,
    refetch,
    isError,
  } = useQuery({
    queryKey: ["code", "activity"],
    queryFn: () => import("./Activity"),
    staleTime: Infinity,
    structuralSharing: false,
  });
  return (
    <section className={styles.section} aria-label="Activity">
      <h3 className={styles.label}>Activity</h3>
      {code ? (
        <code.Activity card={card} />
      ) : isError ? (
        <ActivityFailed onRetry={() => void refetch()} />
      ) : (
        <ActivitySkeleton />
      )}
    </section>
  );
}
