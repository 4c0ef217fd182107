import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { meQuery } from "../../../api/queries";
import { Button, EmptyState, useTitle } from "../../../lib";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { type Filter, logsKey } from "../api/logs";
import { LogFilters } from "./LogFilters";
import { LogList } from "./LogList";

const TITLE = "Client logs";
const WHERE = "This installation";

export interface ClientLogsPageProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** What clients wrote down of themselves. For instance admins. */
export function ClientLogsPage(props: ClientLogsPageProps) {
  const { data: me, error, refetch } = useQuery(meQuery);
  if (me?.instance_admin) return <ClientLogs {...props} />;
  if (me) return <NotForYou />;
  return (
    <SubPage title={TITLE} where={WHERE}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the client logs" rows={5} />
      )}
    </SubPage>
  );
}

const ALL: Filter = {
  level: undefined,
  since: undefined,
  q: undefined,
  userId: undefined,
  requestId: undefined,
};

function ClientLogs({ filter, onFilter }: ClientLogsPageProps) {
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const fetching = useIsFetching({ queryKey: logsKey }) > 0;
  /** What was pressed is not there any more. */
  const goToHeading = () => void setTimeout(() => heading.current?.focus());
  return (
    <SubPage
      title={TITLE}
      where={WHERE}
      headingRef={heading}
      action={
        <Button
          icon="refresh"
          busy={fetching}
          onClick={() => void queries.invalidateQueries({ queryKey: logsKey })}
        >
          Refresh
        </Button>
      }
    >
      <LogFilters filter={filter} onFilter={onFilter} onGone={goToHeading} />
      <LogList
        key={JSON.stringify(filter)}
        filter={filter}
        onNarrow={(changes) => {
          onFilter({ ...filter, ...changes });
          goToHeading();
        }}
        onShowAll={() => {
          onFilter(ALL);
          goToHeading();
        }}
      />
    </SubPage>
  );
}

function NotForYou() {
  useTitle(TITLE);
  return (
    <EmptyState level={1} title="This is for instance admins">
      Whoever looks after this Trivet sees here what went wrong in the browsers and panels of
      others.
    </EmptyState>
  );
}
