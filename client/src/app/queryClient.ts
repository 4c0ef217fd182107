import { QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError, OfflineError } from "../api/errors";
import { workspacesQuery } from "../api/queries";

const RETRIES = 2;

/** Whether asking again by itself makes sense: never after a refusal, a while after a failure. */
function retry(failures: number, error: unknown): boolean {
  if (error instanceof OfflineError) return failures < 1;
  if (error instanceof ApiError)
    return failures < RETRIES && (error.passing || error.status >= 500);
  return false;
}

/** Whether a question about a workspace was answered as if there were none: we were removed. */
function isShutOut(error: unknown, [about, workspaceId]: readonly unknown[]): boolean {
  const refused = error instanceof ApiError && !error.foreign && error.status === 404;
  return refused && about === "workspaces" && workspaceId !== undefined;
}

export function createQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        // The list alone: what is in the workspace would be asked for again, and refused again.
        if (isShutOut(error, queryKey))
          void queries.invalidateQueries({ queryKey: workspacesQuery.queryKey, exact: true });
      },
    }),
    defaultOptions: {
      queries: {
        retry,
        retryDelay: (attempt) => Math.min(4_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
        staleTime: 15_000,
        // We say ourselves that we are offline; a paused query would look like one that loads.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  return queries;
}
