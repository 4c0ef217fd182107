import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { workspacesQuery } from "../../api/queries";
import { mayManage } from "../../features/workspaces";
import styles from "./Tabs.module.css";

/** From one page of a workspace to the others. */
export function WorkspaceTabs({ workspaceId }: { workspaceId: string }) {
  const workspace = useQuery(workspacesQuery).data?.find(({ id }) => id === workspaceId);
  const to = { params: { workspaceId }, className: styles.tab };
  return (
    <nav className={styles.tabs} aria-label="Workspace">
      <Link to="/w/$workspaceId/members" {...to}>
        Members
      </Link>
      <Link to="/w/$workspaceId/repositories" {...to}>
        Repositories
      </Link>
      {workspace && mayManage(workspace) && (
        <Link to="/w/$workspaceId/audit" {...to}>
          Audit log
        </Link>
      )}
    </nav>
  );
}

/** From one page of one's account to the others. */
export function AccountTabs() {
  return (
    <nav className={styles.tabs} aria-label="Account">
      <Link to="/account" activeOptions={{ exact: true }} className={styles.tab}>
        Profile
      </Link>
      <Link to="/account/sessions" className={styles.tab}>
        Sessions
      </Link>
      <Link to="/account/tokens" className={styles.tab}>
        API tokens
      </Link>
    </nav>
  );
}
