import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { type Workspace, workspacesQuery } from "../../../api/queries";
import { Button, EmptyState, Picker } from "../../../lib";
import { mayManage } from "../../workspaces";
import { Failed, NoWorkspace, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { AUDIT_TYPES } from "../model/auditSentences";
import { AuditList } from "./AuditList";

/** What happened in a workspace, for its admins. */
export function AuditPage({ workspaceId, tabs }: { workspaceId: string; tabs?: ReactNode }) {
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  if (workspaces && !workspace) return <NoWorkspace />;
  if (workspace) return <Log workspace={workspace} tabs={tabs} />;
  return (
    <SubPage title="Audit log" where="" tabs={tabs}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the log" />
      )}
    </SubPage>
  );
}

function Log({ workspace, tabs }: { workspace: Workspace; tabs: ReactNode }) {
  const [type, setType] = useState<string | undefined>();
  const heading = useRef<HTMLHeadingElement>(null);
  const reads = mayManage(workspace);
  const label = AUDIT_TYPES.find(({ id }) => id === type)?.label ?? "All events";
  return (
    <SubPage
      title="Audit log"
      where={workspace.name}
      tabs={tabs}
      headingRef={heading}
      action={
        reads && (
          <Picker
            label="Show only"
            align="end"
            options={AUDIT_TYPES}
            selected={type ? [type] : []}
            // To pick the same one again shows all.
            onChange={([id]) => setType(id)}
            trigger={
              <Button icon="filter" iconAfter="chevron-down" aria-label={`Show: ${label}`}>
                {label}
              </Button>
            }
          />
        )
      }
    >
      {reads ? (
        <AuditList
          key={type}
          workspaceId={workspace.id}
          type={type}
          onShowAll={() => {
            setType(undefined);
            // The button that was pressed goes.
            heading.current?.focus();
          }}
        />
      ) : (
        <EmptyState title="The log is for admins">
          Ask an admin of this workspace what you want to know.
        </EmptyState>
      )}
    </SubPage>
  );
}
