import { useParams } from "@tanstack/react-router";

import { RepositoriesPage } from "../../features/repositories/page";
import { WorkspaceTabs } from "./Tabs";

export function RepositoriesRoute() {
  const { workspaceId } = useParams({ from: "/shell/w/$workspaceId/repositories" });
  const tabs = <WorkspaceTabs workspaceId={workspaceId} />;
  return <RepositoriesPage key={workspaceId} workspaceId={workspaceId} tabs={tabs} />;
}
