import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";

import { repositoriesQuery, type Repository, type Workspace } from "../../../api/queries";
import { announce, Button, EmptyState, Icon } from "../../../lib";
import { mayManage } from "../../workspaces";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { isWaiting } from "../model/polling";
import { usePolledRepositories } from "../model/usePolledRepositories";
import { ConnectDialog } from "./ConnectDialog";
import { DisconnectDialog } from "./DisconnectDialog";
import styles from "./Repositories.module.css";
import { RepositoryRow } from "./RepositoryRow";
import { SecretDialog } from "./SecretDialog";

type Open =
  | { readonly kind: "connect" }
  | { readonly kind: "secret" | "disconnect"; readonly repository: Repository };

interface RepositoriesProps {
  workspace: Workspace;
  /** Links to the pages beside it. */
  tabs: ReactNode;
}

/** Says aloud what turned green meanwhile; the steps that are shown say it themselves. */
function useNews(repositories: readonly Repository[] | undefined, shown: string | null): void {
  const waiting = useRef(new Set<string>());
  useEffect(() => {
    for (const one of repositories ?? []) {
      if (isWaiting(one)) waiting.current.add(one.id);
      else if (waiting.current.delete(one.id) && one.id !== shown) {
        announce(`${one.full_name} is connected.`);
      }
    }
  }, [repositories, shown]);
}

/** The list, what is done to it, and the steps of whatever is being set up. */
export function Repositories({ workspace, tabs }: RepositoriesProps) {
  const manages = mayManage(workspace);
  const queries = useQueryClient();
  const { query, lookOften } = usePolledRepositories(workspace.id, manages);
  const { data: repositories, error, refetch } = query;
  const [open, setOpen] = useState<Open | null>(null);
  /** Whose steps are shown. */
  const [settingUp, setSettingUp] = useState<string | null>(null);
  /** By repository: known here as long as this page is open, and never told again. */
  const [secrets, setSecrets] = useState<ReadonlyMap<string, string>>(new Map());
  const heading = useRef<HTMLHeadingElement>(null);
  useNews(repositories, settingUp);

  const close = () => setOpen(null);
  const replace = (id: string, by: readonly Repository[]) => {
    const { queryKey } = repositoriesQuery(workspace.id);
    queries.setQueryData(queryKey, (all = []) => {
      const at = all.findIndex((one) => one.id === id);
      return at < 0 ? [...all, ...by] : all.toSpliced(at, 1, ...by);
    });
    void queries.invalidateQueries({ queryKey });
    close();
  };
  const given = (repository: Repository, secret: string) => {
    setSecrets(new Map(secrets).set(repository.id, secret));
    setSettingUp(repository.id);
    lookOften();
    replace(repository.id, [repository]);
  };
  const gone = ({ id }: Repository) => {
    replace(id, []);
    // The row with its menu is not there any more.
    setTimeout(() => heading.current?.focus());
  };
  const connect = manages && (
    <Button icon="plus" variant="primary" onClick={() => setOpen({ kind: "connect" })}>
      Connect a repository
    </Button>
  );

  return (
    <SubPage
      title="Repositories"
      where={workspace.name}
      tabs={tabs}
      action={repositories?.length ? connect : null}
      headingRef={heading}
    >
      {!repositories ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="Loading the repositories" />
        )
      ) : repositories.length === 0 ? (
        <None action={connect} />
      ) : (
        <ul role="list" className={styles.rows} aria-label="Repositories">
          {repositories.map((one) => (
            <RepositoryRow
              key={one.id}
              repository={one}
              manages={manages}
              secret={secrets.get(one.id)}
              settingUp={manages && settingUp === one.id}
              onSetUp={(shown) => setSettingUp(shown ? one.id : null)}
              onNewSecret={() => setOpen({ kind: "secret", repository: one })}
              onDisconnect={() => setOpen({ kind: "disconnect", repository: one })}
            />
          ))}
        </ul>
      )}
      {!manages && <ReadOnly />}
      {open?.kind === "connect" && (
        <ConnectDialog workspaceId={workspace.id} onClose={close} onConnected={given} />
      )}
      {open?.kind === "secret" && (
        <SecretDialog {...open} workspaceId={workspace.id} onClose={close} onRenewed={given} />
      )}
      {open?.kind === "disconnect" && (
        <DisconnectDialog {...open} workspaceId={workspace.id} onClose={close} onDone={gone} />
      )}
    </SubPage>
  );
}

function None({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      className={styles.empty}
      picture={<Icon name="branch" size={32} className={styles.emptyPicture} />}
      title="No repository is connected"
      action={action}
    >
      Connect the repositories of this team on GitHub. Pull requests and branches that name a card
      then show on it, and move it along.
    </EmptyState>
  );
}

function ReadOnly() {
  return (
    <p className={styles.note}>
      <Icon name="eye" size={14} />
      Admins of the workspace connect repositories.
    </p>
  );
}
