import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { repositoriesQuery } from "../../../api/queries";
import { nextLook } from "./polling";

/**
 * The repositories of a workspace; asked for again and again, and often while one is busy.
 *
 * @param manages whether this person connects repositories; who only reads is in no hurry.
 * @returns the query; and what to call when something begins, to look often for a while.
 */
export function usePolledRepositories(workspaceId: string, manages: boolean) {
  const [since, setSince] = useState(() => Date.now());
  const query = useQuery({
    ...repositoriesQuery(workspaceId),
    refetchInterval: ({ state }) => nextLook(state, manages ? Date.now() - since : Infinity),
    // A page that nobody sees asks for nothing.
    refetchIntervalInBackground: false,
  });
  return { query, lookOften: () => setSince(Date.now()) };
}
