import { useQuery } from "@tanstack/react-query";

import { meQuery } from "../../../api/queries";
import { EmptyState, useTitle } from "../../../lib";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import type { Shown } from "../api/tasks";
import { Tasks, TITLE } from "./Tasks";

export interface InstallationTasksPageProps {
  shown: Shown;
  onShow: (shown: Shown) => void;
}

const WHERE = "This installation";

/** What is done in the background for no workspace: upkeep, mails to sign in with. For instance admins. */
export function InstallationTasksPage(props: InstallationTasksPageProps) {
  const { data: me, error, refetch } = useQuery(meQuery);
  if (!me) {
    return (
      <SubPage title={TITLE} where={WHERE}>
        {error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="Loading the background work" rows={4} />
        )}
      </SubPage>
    );
  }
  if (!me.instance_admin) return <NotForYou />;
  return (
    <Tasks
      whose="installation"
      where={WHERE}
      steers={() => true}
      by={({ requested_by: id }) => (id === me.id ? "you" : undefined)}
      {...props}
    />
  );
}

function NotForYou() {
  useTitle(TITLE);
  return (
    <EmptyState level={1} title="This is for instance admins">
      Whoever looks after this Trivet sees here what it does by itself. The work of your workspaces
      stands on their own pages.
    </EmptyState>
  );
}
