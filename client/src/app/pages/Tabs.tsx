import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { methodsQuery, workspacesQuery } from "../../api/queries";
import { isJobOpen, jobsQuery } from "../../features/miro";
import { attentionQuery, MOST_COUNTED } from "../../features/tasks";
import { mayManage } from "../../features/workspaces";
import { Badge, VisuallyHidden } from "../../lib";
import styles from "./Tabs.module.css";

/** From one page of a workspace to the others. */
export function WorkspaceTabs({ workspaceId }: { workspaceId: string }) {
  const workspace = useQuery(workspacesQuery).data?.find(({ id }) => id === workspaceId);
  const manages = workspace !== undefined && mayManage(workspace);
  const to = { params: { workspaceId }, className: styles.tab };
  return (
    <nav className={styles.tabs} aria-label="Workspace">
      <Link to="/w/$workspaceId/members" {...to}>
        Members
      </Link>
      <Link to="/w/$workspaceId/repositories" {...to}>
        Repositories
      </Link>
      <Link to="/w/$workspaceId/background-work" {...to}>
        Background work
        {manages && <Attention workspaceId={workspaceId} />}
      </Link>
      {manages && (
        <Link to="/w/$workspaceId/audit" {...to}>
          Audit log
        </Link>
      )}
    </nav>
  );
}

/** How much waits for an admin. */
function Attention({ workspaceId }: { workspaceId: string }) {
  const { data: count = 0 } = useQuery(attentionQuery({ workspaceId }));
  if (count === 0) return null;
  return (
    <Badge tone="danger" className={styles.count}>
      {count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
      <VisuallyHidden>{count === 1 ? " needs attention" : " need attention"}</VisuallyHidden>
    </Badge>
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

/** From the boards in Miro to what is to be changed on them; where no app at Miro is set up there is nothing. */
export function WhiteboardTabs() {
  const { data: methods } = useQuery(methodsQuery);
  if (!methods?.miro) return null;
  return (
    <nav className={styles.tabs} aria-label="Whiteboards">
      <Link to="/whiteboards" activeOptions={{ exact: true }} className={styles.tab}>
        Boards
      </Link>
      <Link to="/whiteboards/queue" className={styles.tab}>
        Queued changes
        <OpenJobs />
      </Link>
    </nav>
  );
}

/** How many jobs are open, of those that are known. */
function OpenJobs() {
  const { data } = useInfiniteQuery(jobsQuery);
  const count = data?.pages.flatMap(({ items }) => items).filter(isJobOpen).length ?? 0;
  if (count === 0) return null;
  return (
    <Badge tone="whiteboard" className={styles.count}>
      {count}
      <VisuallyHidden> open</VisuallyHidden>
    </Badge>
  );
}
