import { useParams } from "@tanstack/react-router";

import { AuditPage } from "../../features/people/page";
import { WorkspaceTabs } from "./Tabs";

export function AuditRoute() {
  const { workspaceId } = useParams({ from: "/shell/w/$workspaceId/audit" });
  const tabs = <WorkspaceTabs workspaceId={workspaceId} />;
  return <AuditPage key={workspaceId} workspaceId={workspaceId} tabs={tabs} />;
}
