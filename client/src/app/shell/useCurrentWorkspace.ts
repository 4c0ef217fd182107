import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";

import {
  readRecent,
  rememberBoard,
  useWorkspaces,
  type WorkspaceBoards,
} from "../../features/workspaces";

export interface Current {
  readonly items: readonly WorkspaceBoards[] | undefined;
  readonly error: unknown;
  /** The one of the open board or page, else the one used last, else the first. */
  readonly current: WorkspaceBoards | undefined;
  readonly boardId: string | undefined;
}

/** Where one is. */
export function useCurrentWorkspace(): Current {
  const { items, error } = useWorkspaces();
  const { boardId, workspaceId: named } = useParams({ strict: false });
  const here = items?.find(
    ({ workspace, boards }) => workspace.id === named || boards?.some(({ id }) => id === boardId),
  );
  const last = readRecent().workspace;
  const current = here ?? items?.find(({ workspace }) => workspace.id === last) ?? items?.[0];
  const workspaceId = here?.workspace.id;
  useEffect(() => {
    if (boardId) rememberBoard(boardId, workspaceId);
  }, [boardId, workspaceId]);
  return { items, error, current, boardId };
}
