import { useParams } from "@tanstack/react-router";

import { RepositoriesPage } from "../../features/repositories/page";

export function RepositoriesRoute() {
  const { workspaceId } = useParams({ from: "/shell/w/$workspaceId/repositories" });
  return <RepositoriesPage key={workspaceId} workspaceId={workspaceId} />;
}
