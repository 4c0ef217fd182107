import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { pullRequestsKey, pullRequestsQuery } from "../../../api/pullRequests";
import type { Card } from "../../../model";

/** All that is known of a card's pull requests; asked anew when an event tells of one of them. */
export function usePullRequests({ id, pull_requests: shown }: Card) {
  const queries = useQueryClient();
  const query = useQuery({ ...pullRequestsQuery(id), enabled: shown !== undefined });
  const seen = useRef({ id, shown });
  useEffect(() => {
    const before = seen.current;
    seen.current = { id, shown };
    if (before.id !== id || before.shown === shown) return;
    void queries.invalidateQueries({ queryKey: pullRequestsKey(id) });
  }, [queries, id, shown]);
  return query;
}
