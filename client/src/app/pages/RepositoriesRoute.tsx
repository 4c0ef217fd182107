import { Link, useParams } from "@tanstack/react-router";

import type { Repository } from "../../api/queries";
import { RepositoriesPage } from "../../features/repositories/page";
import styles from "./RepositoriesRoute.module.css";
import { WorkspaceTabs } from "./Tabs";

export function RepositoriesRoute() {
  const { workspaceId } = useParams({ from: "/shell/w/$workspaceId/repositories" });
  const tabs = <WorkspaceTabs workspaceId={workspaceId} />;
  const deliveriesOf = ({ id, full_name }: Repository) => (
    <Link
      to="/w/$workspaceId/repositories/$repositoryId/deliveries"
      params={{ workspaceId, repositoryId: id }}
      className={styles.link}
      aria-label={`Deliveries of ${full_name}`}
    >
      Deliveries
    </Link>
  );
  return (
    <RepositoriesPage
      key={workspaceId}
      workspaceId={workspaceId}
      tabs={tabs}
      deliveriesOf={deliveriesOf}
    />
  );
}
