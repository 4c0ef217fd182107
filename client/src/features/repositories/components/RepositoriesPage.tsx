import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { workspacesQuery } from "../../../api/queries";
import { EmptyState, useTitle } from "../../../lib";
import { mayManage } from "../../workspaces";
import { Repositories } from "./Repositories";
import styles from "./RepositoriesPage.module.css";
import { Failed, RowsSkeleton } from "./states";

export interface RepositoriesPageProps {
  workspaceId: string;
  /** Links to the pages beside it. */
  tabs?: ReactNode;
}

/** The repositories of a workspace: for all to see, for admins to connect. */
export function RepositoriesPage({ workspaceId, tabs }: RepositoriesPageProps) {
  useTitle("Repositories");
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) {
    return (
      <div className={styles.page}>
        <EmptyState level={1} title="There is no such workspace">
          It was deleted, the link is wrong, or you are no member of it.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      {tabs}
      {workspace ? (
        <Repositories workspace={workspace} manages={mayManage(workspace)} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton />
      )}
    </div>
  );
}
