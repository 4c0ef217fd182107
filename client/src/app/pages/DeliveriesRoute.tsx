import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { DeliveriesPage, type Filter } from "../../features/repositories/deliveries";
import { Icon } from "../../lib";
import styles from "./RepositoriesRoute.module.css";
import { WorkspaceTabs } from "./Tabs";

const FROM = "/shell/w/$workspaceId/repositories/$repositoryId/deliveries";

export function DeliveriesRoute() {
  const { workspaceId, repositoryId } = useParams({ from: FROM });
  const { show = "all", event } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/w/$workspaceId/repositories/$repositoryId/deliveries" });
  const onFilter = ({ shown, event: kind }: Filter) =>
    void navigate({
      search: { ...(shown === "all" ? {} : { show: shown }), ...(kind ? { event: kind } : {}) },
      replace: true,
    });
  return (
    <DeliveriesPage
      key={repositoryId}
      workspaceId={workspaceId}
      repositoryId={repositoryId}
      tabs={<WorkspaceTabs workspaceId={workspaceId} />}
      back={
        <Link
          to="/w/$workspaceId/repositories"
          params={{ workspaceId }}
          activeOptions={{ exact: true }}
          className={styles.link}
        >
          <Icon name="chevron-left" size={14} />
          All repositories
        </Link>
      }
      filter={{ shown: show, event }}
      onFilter={onFilter}
    />
  );
}
