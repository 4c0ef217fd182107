import { useQueryClient } from "@tanstack/react-query";

import { type Board, boardsQuery, type Workspace, workspacesQuery } from "../../../api/queries";
import { createWorkspace, patchBoard, renameWorkspace } from "../api/workspaces";
import { rememberWorkspace } from "../model/recent";
import { useOnce } from "../model/useOnce";

/** What changes names; the lists that show them are brought up to date. */
export function useRename() {
  const queryClient = useQueryClient();
  const once = useOnce();
  return {
    createWorkspace: async (name: string) => {
      const { id } = await createWorkspace(name, once.keyFor(name));
      once.done();
      rememberWorkspace(id);
      await queryClient.invalidateQueries(workspacesQuery);
    },
    renameWorkspace: async (workspace: Workspace, name: string) => {
      await renameWorkspace(workspace.id, name);
      await queryClient.invalidateQueries({ queryKey: workspacesQuery.queryKey, exact: true });
    },
    renameBoard: async (board: Board, name: string) => {
      await patchBoard(board.id, { name });
      await queryClient.invalidateQueries(boardsQuery(board.workspace_id));
    },
  };
}
