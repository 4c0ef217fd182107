import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { repositoriesQuery } from "../../../api/queries";
import { Icon, Time } from "../../../lib";
import { type GitHubStatus, gitHubStatusQuery } from "../api/status";
import { lastSynced, whenAgain } from "../model/news";
import styles from "./GitHubBanner.module.css";
import { ToGitHub } from "./ToGitHub";

/** Says what stands between Trivet and GitHub, where it matters; nothing while all is well. */
export function GitHubBanner({ workspaceId }: { workspaceId: string }) {
  const { data: status } = useQuery(gitHubStatusQuery);
  if (status?.api === "unreachable") return <Unreachable {...{ status, workspaceId }} />;
  if (status?.api === "limited") {
    return (
      <Bar>
        GitHub has answered as much as it does in an hour for you.
        {status.retry_at && ` It goes on ${whenAgain(status.retry_at)}.`}
      </Bar>
    );
  }
  if (status?.api !== "not_set_up" && status?.account?.sign_in_needed) {
    return (
      <Bar action={<ToGitHub small>Sign in again</ToGitHub>}>
        GitHub does not accept your connection any more.
      </Bar>
    );
  }
  return null;
}

interface UnreachableProps {
  status: GitHubStatus;
  workspaceId: string;
}

function Unreachable({ status, workspaceId }: UnreachableProps) {
  const { data: repositories = [] } = useQuery(repositoriesQuery(workspaceId));
  const synced = lastSynced(repositories);
  return (
    <Bar>
      GitHub is not answering
      {synced && (
        <>
          ; last synced <Time value={synced} />
        </>
      )}
      .{status.retry_at && ` Trying again ${whenAgain(status.retry_at)}.`}
    </Bar>
  );
}

function Bar({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.bar} role="status">
      <Icon name="warning" className={styles.icon} />
      <p className={styles.words}>{children}</p>
      {action}
    </div>
  );
}
