import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { repositoriesQuery } from "../../../api/queries";
import { nextLook } from "./polling";

/**
 * The repositories of a workspace; asked for again while one waits for its first delivery.
 *
 * @param manages whether this person sets up webhooks; who only reads waits for nothing.
 * @returns the query; and what to call when something begins to wait, to look often for a while.
 */
export function usePolledRepositories(workspaceId: string, manages: boolean) {
  const [since, setSince] = useState(() => Date.now());
  const query = useQuery({
    ...repositoriesQuery(workspaceId),
    refetchInterval: ({ state }) => manages && nextLook(state, Date.now() - since),
    // A page that nobody sees asks for nothing.
    refetchIntervalInBackground: false,
  });
  return { query, lookOften: () => setSince(Date.now()) };
}
