import type { Repository } from "../../../api/queries";
import { ExternalLink, IconButton, Menu, MenuItem, MenuSeparator, Time } from "../../../lib";
import { isWaiting } from "../model/polling";
import styles from "./RepositoryRow.module.css";
import { SetUp } from "./SetUp";

export interface RepositoryRowProps {
  repository: Repository;
  manages: boolean;
  /** Undefined if it was not chosen on this page. */
  secret: string | undefined;
  /** Whether its steps are shown. */
  settingUp: boolean;
  onSetUp: (shown: boolean) => void;
  onNewSecret: () => void;
  onDisconnect: () => void;
}

/** One repository: whether deliveries arrive, when the last one did, and what can be done. */
export function RepositoryRow(props: RepositoryRowProps) {
  const { repository, manages, settingUp } = props;
  const { full_name: name, last_delivery_at: last } = repository;
  const waiting = isWaiting(repository);
  // After the menu has given the focus back.
  const later = (run: () => void) => () => void setTimeout(run);
  return (
    <li className={styles.row}>
      <div className={styles.facts}>
        <ExternalLink href={repository.url} className={styles.name}>
          {name}
        </ExternalLink>
        <p className={styles.state}>
          <span className={styles.dot} data-state={repository.state} aria-hidden />
          {waiting ? "Waiting" : "Connected"}
          <span className={styles.quiet}>
            {last ? (
              <>
                Last accepted delivery <Time value={last} />
              </>
            ) : waiting ? (
              "Nothing that its secret signed has come yet"
            ) : (
              "No news yet"
            )}
          </span>
        </p>
      </div>
      {manages && (
        <Menu
          align="end"
          trigger={<IconButton icon="more" label={`More for ${name}`} tooltip="More" />}
        >
          <MenuItem icon="checklist" onSelect={later(() => props.onSetUp(true))}>
            {waiting ? "Set up" : "Set up again"}
          </MenuItem>
          <MenuItem icon="refresh" onSelect={later(props.onNewSecret)}>
            New secret…
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon="trash" danger onSelect={later(props.onDisconnect)}>
            Disconnect…
          </MenuItem>
        </Menu>
      )}
      {settingUp && (
        <SetUp
          // With another secret one begins again.
          key={props.secret}
          repository={repository}
          secret={props.secret}
          onNewSecret={props.onNewSecret}
          onClose={() => props.onSetUp(false)}
        />
      )}
    </li>
  );
}
