import { useQueries, useQuery } from "@tanstack/react-query";

import { type Board, boardsQuery, type Workspace, workspacesQuery } from "../../../api/queries";

export interface WorkspaceBoards {
  readonly workspace: Workspace;
  /** Undefined while they are loaded, or when that failed. */
  readonly boards: readonly Board[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** My workspaces, each with its boards. */
export function useWorkspaces() {
  const list = useQuery(workspacesQuery);
  const workspaces = list.data;
  const boards = useQueries({ queries: (workspaces ?? []).map(({ id }) => boardsQuery(id)) });
  const items = workspaces?.map((workspace, index): WorkspaceBoards => {
    const query = boards[index];
    return {
      workspace,
      boards: query?.data,
      error: query?.data ? null : query?.error,
      retry: () => void query?.refetch(),
    };
  });
  return { items, error: list.error, retry: () => void list.refetch() };
}
