import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { LIVELY, type Workspace, workspacesQuery } from "../../../api/queries";
import { Failed, NoWorkspace, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { Members } from "./Members";

export interface MembersPageProps {
  workspaceId: string;
  tabs?: ReactNode;
  /** Called when one has left the workspace. */
  onLeft: (workspace: Workspace) => void;
}

/** Who is in a workspace: for all to see, for admins to change. */
export function MembersPage({ workspaceId, tabs, onLeft }: MembersPageProps) {
  const { data: workspaces, error, refetch } = useQuery({ ...workspacesQuery, ...LIVELY });
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) return <NoWorkspace />;
  if (workspace) return <Members workspace={workspace} tabs={tabs} onLeft={onLeft} />;
  return (
    <SubPage title="Members" where="" tabs={tabs}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the members" />
      )}
    </SubPage>
  );
}
