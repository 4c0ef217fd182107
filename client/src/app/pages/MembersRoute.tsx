import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";

import { type Workspace, workspacesQuery } from "../../api/queries";
import { MembersPage } from "../../features/people/page";
import { showToast } from "../../lib";
import { WorkspaceTabs } from "./Tabs";

export function MembersRoute() {
  const { workspaceId } = useParams({ from: "/shell/w/$workspaceId/members" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const onLeft = async ({ id, name }: Workspace) => {
    await navigate({ to: "/" });
    // After the page has gone: it would ask for what is not there for us any more.
    queryClient.removeQueries({ queryKey: ["workspaces", id] });
    queryClient.setQueryData(workspacesQuery.queryKey, (all) =>
      all?.filter((one) => one.id !== id),
    );
    showToast({ text: `You left ${name}.` });
    await queryClient.invalidateQueries(workspacesQuery);
  };
  return (
    <MembersPage
      key={workspaceId}
      workspaceId={workspaceId}
      tabs={<WorkspaceTabs workspaceId={workspaceId} />}
      onLeft={(workspace) => void onLeft(workspace)}
    />
  );
}
