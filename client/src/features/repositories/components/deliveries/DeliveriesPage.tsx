import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { workspacesQuery } from "../../../../api/queries";
import { EmptyState } from "../../../../lib";
import { mayManage } from "../../../workspaces";
import { Failed, NoWorkspace, RowsSkeleton, SubPage } from "../../../workspaces/pages";
import type { Filter } from "../../api/deliveries";
import { Deliveries, TITLE } from "./Deliveries";

export interface DeliveriesPageProps {
  workspaceId: string;
  repositoryId: string;
  /** Links to the pages beside it. */
  tabs?: ReactNode;
  /** Leads to the repositories. */
  back?: ReactNode;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** What a repository delivered, for the admins of the workspace. */
export function DeliveriesPage({ workspaceId, tabs, back, ...rest }: DeliveriesPageProps) {
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) return <NoWorkspace />;
  if (workspace && mayManage(workspace)) {
    return <Deliveries workspace={workspace} tabs={tabs} back={back} {...rest} />;
  }
  return (
    <SubPage title={TITLE} where={workspace?.name ?? ""} tabs={tabs}>
      {back}
      {workspace ? (
        <EmptyState title="Deliveries are for admins">
          Ask an admin of this workspace what became of something on GitHub.
        </EmptyState>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the deliveries" rows={5} />
      )}
    </SubPage>
  );
}
