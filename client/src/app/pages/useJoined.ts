import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { boardsQuery, type Workspace, workspacesQuery } from "../../api/queries";
import { rememberWorkspace } from "../../features/workspaces";
import { showToast } from "../../lib";

/** What follows when somebody has come into a workspace: its first board, or the home page. */
export function useJoined(): (workspace: Workspace) => Promise<void> {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return async ({ id, name }) => {
    rememberWorkspace(id);
    await queryClient.invalidateQueries(workspacesQuery);
    showToast({ tone: "good", text: `You are in ${name} now.` });
    // Without its boards, the home page tells why.
    const boards = await queryClient.fetchQuery(boardsQuery(id)).catch(() => []);
    const first = boards[0];
    if (first) {
      await navigate({ to: "/b/$boardId", params: { boardId: first.id }, replace: true });
    } else await navigate({ to: "/", replace: true });
  };
}
