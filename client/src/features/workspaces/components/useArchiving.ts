import { useQueryClient } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { type Board, boardsQuery } from "../../../api/queries";
import { showToast } from "../../../lib";
import { patchBoard } from "../api/workspaces";

/** Archives boards and brings them back; says so, and what was refused. */
export function useArchiving() {
  const queryClient = useQueryClient();
  const set = async (board: Board, archived: boolean): Promise<void> => {
    try {
      await patchBoard(board.id, { archived });
      // The list of archived boards stands under the same key.
      await queryClient.invalidateQueries(boardsQuery(board.workspace_id));
    } catch (error) {
      const { title, text } = describeError(error);
      showToast({ tone: "danger", text: title, detail: text });
      return;
    }
    if (!archived) showToast({ text: `${board.name} is back.` });
    else {
      const undo = { label: "Undo", run: () => void set(board, false) };
      showToast({ text: `${board.name} is archived.`, action: undo });
    }
  };
  return {
    archive: (board: Board) => set(board, true),
    restore: (board: Board) => set(board, false),
  };
}
