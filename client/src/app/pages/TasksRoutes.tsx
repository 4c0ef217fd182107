import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { InstallationTasksPage, type Shown, WorkspaceTasksPage } from "../../features/tasks/page";
import { WorkspaceTabs } from "./Tabs";

const OF_WORKSPACE = "/shell/w/$workspaceId/background-work";
const OF_INSTALLATION = "/shell/background-work";

/** What needs attention is shown first, and needs no mention in the address. */
const searchOf = (show: Shown) => (show === "attention" ? {} : { show });

export function WorkspaceTasksRoute() {
  const { workspaceId } = useParams({ from: OF_WORKSPACE });
  const { show = "attention" } = useSearch({ from: OF_WORKSPACE });
  const navigate = useNavigate({ from: "/w/$workspaceId/background-work" });
  return (
    <WorkspaceTasksPage
      key={workspaceId}
      workspaceId={workspaceId}
      tabs={<WorkspaceTabs workspaceId={workspaceId} />}
      shown={show}
      onShow={(shown) => void navigate({ search: searchOf(shown), replace: true })}
    />
  );
}

export function InstallationTasksRoute() {
  const { show = "attention" } = useSearch({ from: OF_INSTALLATION });
  const navigate = useNavigate({ from: "/background-work" });
  return (
    <InstallationTasksPage
      shown={show}
      onShow={(shown) => void navigate({ search: searchOf(shown), replace: true })}
    />
  );
}
