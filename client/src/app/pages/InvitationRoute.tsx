import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import { boardsQuery, type Workspace, workspacesQuery } from "../../api/queries";
import { InvitationPage } from "../../features/people/invitation";
import { mayHaveSession } from "../../features/session";
import { rememberWorkspace } from "../../features/workspaces";
import { showToast } from "../../lib";
import { BASE } from "../base";
import styles from "./InvitationRoute.module.css";

export function InvitationRoute() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const onAccepted = async ({ id, name }: Workspace) => {
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
  return (
    <InvitationPage
      signedIn={mayHaveSession()}
      signIn={
        <Link to="/sign-in" search={{ back: `${BASE}/invitation` }} className={styles.main}>
          Sign in to accept
        </Link>
      }
      home={<Link to="/">Go to the boards</Link>}
      onAccepted={(workspace) => void onAccepted(workspace)}
    />
  );
}
