import type { ReactNode } from "react";

import type { Repository } from "../../../api/queries";
import {
  Badge,
  Button,
  ExternalLink,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
  Time,
} from "../../../lib";
import { syncedAt } from "../../github";
import { awaitsDelivery, standingOf } from "../model/standing";
import { written } from "../model/writing";
import { ProblemNote } from "./ProblemNote";
import styles from "./RepositoryRow.module.css";
import { SetUp } from "./SetUp";
import { WritingProblem } from "./WritingProblem";

export interface RepositoryRowProps {
  repository: Repository;
  manages: boolean;
  /** Leads to what it delivered. */
  deliveries: ReactNode;
  /** Undefined if it was not chosen on this page. */
  secret: string | undefined;
  /** Whether its steps are shown. */
  settingUp: boolean;
  onSetUp: (shown: boolean) => void;
  onNewSecret: () => void;
  onWriting: () => void;
  onCheck: () => void;
  onDisconnect: () => void;
}

/** One repository: how it stands, when it was heard of last, and what can be done. */
export function RepositoryRow(props: RepositoryRowProps) {
  const { repository, manages, settingUp } = props;
  const { full_name: name, via, task, problem } = repository;
  const byHand = via === "hand";
  const { word, how } = standingOf(repository);
  const synced = syncedAt(repository);
  const writes = written(repository);
  // After the menu has given the focus back.
  const later = (run: () => void) => () => void setTimeout(run);
  return (
    <li className={styles.row}>
      <div className={styles.facts}>
        <p className={styles.line}>
          <ExternalLink href={repository.url} className={styles.name}>
            {name}
          </ExternalLink>
          {repository.private && <Badge icon="lock">Private</Badge>}
          {repository.archived && <Badge icon="archive">Archived</Badge>}
        </p>
        <p className={styles.state}>
          <span className={styles.dot} data-state={repository.state} aria-hidden />
          <span>
            {word}
            {(how || synced) && (
              <span className={styles.quiet}>
                {how && ` ${how}`}
                {synced && (
                  <>
                    , synced <Time value={synced} />
                  </>
                )}
              </span>
            )}
            {writes && <span className={styles.quiet}>. Trivet writes {writes} there</span>}
          </span>
        </p>
        {task && (
          <p className={styles.task} role="status">
            <span className={styles.pulse} aria-hidden />
            {task.state === "retrying" && task.error
              ? task.error.detail
              : task.progress?.note || "Looking at it on GitHub…"}
          </p>
        )}
        {problem && !task && (
          <ProblemNote repository={repository} manages={manages} onCheck={props.onCheck} />
        )}
        <WritingProblem repository={repository} />
      </div>
      {manages && (
        <div className={styles.tools}>
          {props.deliveries}
          {byHand && awaitsDelivery(repository) && !settingUp && (
            <Button size="small" onClick={() => props.onSetUp(true)}>
              Set up
            </Button>
          )}
          <Menu
            align="end"
            trigger={<IconButton icon="more" label={`More for ${name}`} tooltip="More" />}
          >
            <MenuItem icon="refresh" disabled={Boolean(task)} onSelect={later(props.onCheck)}>
              Check now
            </MenuItem>
            {byHand && (
              <MenuItem icon="checklist" onSelect={later(() => props.onSetUp(true))}>
                {awaitsDelivery(repository) ? "Set up" : "Set up again"}
              </MenuItem>
            )}
            {(byHand || via === "hook") && (
              <MenuItem icon="lock" onSelect={later(props.onNewSecret)}>
                New secret…
              </MenuItem>
            )}
            <MenuItem icon="edit" onSelect={later(props.onWriting)}>
              Write to GitHub…
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon="trash" danger onSelect={later(props.onDisconnect)}>
              Disconnect…
            </MenuItem>
          </Menu>
        </div>
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
