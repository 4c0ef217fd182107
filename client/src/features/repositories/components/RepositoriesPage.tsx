import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { type Repository, workspacesQuery } from "../../../api/queries";
import { Failed, NoWorkspace, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { Repositories } from "./Repositories";

export interface RepositoriesPageProps {
  workspaceId: string;
  /** Links to the pages beside it. */
  tabs?: ReactNode;
  /** Leads to what a repository delivered; for admins. */
  deliveriesOf?: ((repository: Repository) => ReactNode) | undefined;
}

/** The repositories of a workspace: for all to see, for admins to connect. */
export function RepositoriesPage({ workspaceId, tabs, deliveriesOf }: RepositoriesPageProps) {
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) return <NoWorkspace />;
  if (workspace) {
    return <Repositories workspace={workspace} tabs={tabs} deliveriesOf={deliveriesOf} />;
  }
  return (
    <SubPage title="Repositories" where="" tabs={tabs}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the repositories" />
      )}
    </SubPage>
  );
}
