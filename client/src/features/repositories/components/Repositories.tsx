import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { repositoriesQuery, type Repository, type Workspace } from "../../../api/queries";
import { Button, EmptyState, Icon } from "../../../lib";
import { GitHubBanner } from "../../github";
import { mayManage } from "../../workspaces";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { usePolledRepositories } from "../model/usePolledRepositories";
import { CheckFollower } from "./CheckFollower";
import { ConnectDialog } from "./connect/ConnectDialog";
import { DisconnectDialog } from "./DisconnectDialog";
import styles from "./Repositories.module.css";
import { RepositoryRow } from "./RepositoryRow";
import { SecretDialog } from "./SecretDialog";
import { useChecks } from "./useChecks";
import { useNews } from "./useNews";
import { WritingDialog } from "./WritingDialog";

type Open =
  | { readonly kind: "connect" }
  | {
      readonly kind: "secret" | "writing" | "disconnect";
      readonly repository: Repository;
    };

interface RepositoriesProps {
  workspace: Workspace;
  /** Links to the pages beside it. */
  tabs: ReactNode;
  /** Leads to what a repository delivered. */
  deliveriesOf?: ((repository: Repository) => ReactNode) | undefined;
}

/** The list, what is done to it, and the steps of whatever is being set up. */
export function Repositories({ workspace, tabs, deliveriesOf }: RepositoriesProps) {
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
  const { checks, check, over } = useChecks(workspace.id, lookOften);
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
    lookOften();
    replace(repository.id, [repository]);
    // A webhook that Trivet keeps is given it by Trivet.
    if (repository.via !== "hand") return;
    setSecrets(new Map(secrets).set(repository.id, secret));
    setSettingUp(repository.id);
  };
  const picked = () => {
    lookOften();
    void queries.invalidateQueries(repositoriesQuery(workspace.id));
  };
  const gone = ({ id }: Repository) => {
    replace(id, []);
    // The row with its menu is not there any more.
    setTimeout(() => heading.current?.focus());
  };
  const connect = manages && (
    <Button icon="plus" variant="primary" onClick={() => setOpen({ kind: "connect" })}>
      Connect repositories
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
      <div className={styles.banner}>
        <GitHubBanner workspaceId={workspace.id} />
      </div>
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
              deliveries={manages && deliveriesOf?.(one)}
              secret={secrets.get(one.id)}
              settingUp={manages && settingUp === one.id}
              onSetUp={(shown) => setSettingUp(shown ? one.id : null)}
              onNewSecret={() => setOpen({ kind: "secret", repository: one })}
              onWriting={() => setOpen({ kind: "writing", repository: one })}
              onCheck={() => void check(one)}
              onDisconnect={() => setOpen({ kind: "disconnect", repository: one })}
            />
          ))}
        </ul>
      )}
      {!manages && <ReadOnly />}
      {checks.map(({ taskId, repositoryId }) => {
        const repository = repositories?.find(({ id }) => id === repositoryId);
        if (!repository) return null;
        return (
          <CheckFollower
            key={taskId}
            taskId={taskId}
            repository={repository}
            onOver={() => over(taskId)}
          />
        );
      })}
      {open?.kind === "connect" && (
        <ConnectDialog
          workspaceId={workspace.id}
          onClose={close}
          onPicked={picked}
          onConnected={given}
        />
      )}
      {open?.kind === "secret" && (
        <SecretDialog {...open} workspaceId={workspace.id} onClose={close} onRenewed={given} />
      )}
      {open?.kind === "writing" && (
        <WritingDialog
          {...open}
          workspaceId={workspace.id}
          onClose={close}
          onSwitched={(changed) => replace(changed.id, [changed])}
        />
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
      picture={<Icon name="repository" size={32} className={styles.emptyPicture} />}
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
