import { useRef } from "react";
import { Button, Icon } from "../../../../../lib";
import { GitHubBanner } from "../../../../github";
import { branchesAlone, type Card } from "../../../model";
import { askForBranch } from "../../branching";
import { useActions, useLookup } from "../../context";
import type { TaskNews } from "../../useTask";
import { LinkPullRequest } from "../pulls/LinkPullRequest";
import { PullRequestRow } from "../pulls/PullRequestRow";
import { usePullRequestEdits } from "../pulls/usePullRequestEdits";
import { usePullRequests } from "../pulls/usePullRequests";
import { useRefresh } from "../pulls/useRefresh";
import { BranchRow } from "./BranchRows";
import styles from "./BranchSection.module.css";
import { NoBranch } from "./NoBranch";
import { PendingRow } from "./PendingRow";
import { useBranchNames } from "./useBranchNames";
import { useHidden } from "./useHidden";

interface BranchSectionProps {
  readonly card: Card;
  readonly store: TaskNews;
}

/** The card's place on GitHub: its pull requests, the branches that have none yet, and new ones. */
export function BranchSection({ card, store }: BranchSectionProps) {
  const { workspaceId, canEdit } = useLookup();
  const actions = useActions();
  const { data: names, error } = useBranchNames(store, card);
  const { hidden, hide } = useHidden();
  const pending = (names?.pending ?? []).filter(
    // What has succeeded shows as a branch.
    ({ task }) => !hidden.includes(task.id) && task.state !== "succeeded",
  );
  const { data: details, isError, refetch } = usePullRequests(card);
  const edits = usePullRequestEdits(card);
  const refresh = useRefresh(card, store);
  const requests = (card.pull_requests ?? []).filter(({ id }) => !edits.leaving.has(id));
  const there = requests.length > 0 || (card.branches ?? []).length > 0;
  const link = useRef<HTMLButtonElement>(null);
  return (
    <section className={styles.section} aria-label="Branch">
      <header className={styles.head}>
        <h3 className={styles.label}>
          <Icon name="branch" size={14} className={styles.place} />
          Branch
        </h3>
        {canEdit && (
          <Button
            size="small"
            variant="quiet"
            icon="plus"
            tooltip="Create a branch on GitHub"
            shortcut="b"
            onClick={() => askForBranch(actions, card.id)}
          >
            Create branch
          </Button>
        )}
      </header>
      <GitHubBanner workspaceId={workspaceId} />
      {(there || pending.length > 0) && (
        <ul role="list" className={styles.rows}>
          {requests.map((one) => (
            <PullRequestRow
              key={one.id}
              card={card}
              one={one}
              details={details?.find(({ id }) => id === one.id)}
              asked={{ failed: isError, retry: () => void refetch() }}
              edits={edits}
              refresh={refresh}
              onRemoved={() => link.current?.focus()}
            />
          ))}
          {branchesAlone(card).map((one) => (
            <BranchRow key={one.id} one={one} />
          ))}
          {pending.map((one) => (
            <PendingRow
              key={one.task.id}
              card={card}
              attempt={one}
              onHide={() => hide(one.task.id)}
            />
          ))}
        </ul>
      )}
      {!there && <NoBranch card={card} name={names?.name ?? (error ? null : undefined)} />}
      {canEdit && <LinkPullRequest card={card} button={link} />}
    </section>
  );
}
