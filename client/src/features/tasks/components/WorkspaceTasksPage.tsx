import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { membersQuery, meQuery, type Workspace, workspacesQuery } from "../../../api/queries";
import { mayEdit, mayManage } from "../../workspaces";
import { Failed, NoWorkspace, RowsSkeleton, SubPage } from "../../workspaces/pages";
import type { Shown, Task } from "../api/tasks";
import { Tasks, TITLE } from "./Tasks";

export interface WorkspaceTasksPageProps {
  workspaceId: string;
  /** Links to the pages beside it. */
  tabs?: ReactNode;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

/** What is done in the background for a workspace. */
export function WorkspaceTasksPage({ workspaceId, tabs, ...rest }: WorkspaceTasksPageProps) {
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) return <NoWorkspace />;
  if (workspace) return <OfWorkspace workspace={workspace} tabs={tabs} {...rest} />;
  return (
    <SubPage title={TITLE} where="" tabs={tabs}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the background work" rows={4} />
      )}
    </SubPage>
  );
}

interface OfWorkspaceProps {
  workspace: Workspace;
  tabs: ReactNode;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

function OfWorkspace({ workspace, ...rest }: OfWorkspaceProps) {
  const { data: me } = useQuery(meQuery);
  const { data: members } = useQuery(membersQuery(workspace.id));
  const mine = ({ requested_by: id }: Task) => id !== null && id === me?.id;
  const manages = mayManage(workspace);
  return (
    <Tasks
      whose={{ workspaceId: workspace.id }}
      where={workspace.name}
      steers={(task) => manages || (mayEdit(workspace) && mine(task))}
      by={(task) =>
        mine(task) ? "you" : members?.find(({ user_id: id }) => id === task.requested_by)?.name
      }
      note={
        manages
          ? undefined
          : "Admins of the workspace, and whoever asked for something, can retry, cancel or drop it."
      }
      {...rest}
    />
  );
}
