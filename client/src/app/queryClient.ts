import { QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "../api/errors";
import { workspacesQuery } from "../api/queries";
import { queryDefaults } from "./queryDefaults";

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
    defaultOptions: queryDefaults,
  });
  return queries;
}
