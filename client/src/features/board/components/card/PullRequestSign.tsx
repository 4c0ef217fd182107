import { Icon, tip } from "../../../../lib";
import { type PullRequest, pullRequestBadge, type PullRequestState } from "../../model";
import styles from "./PullRequestSign.module.css";

/** How far a pull request is: a shape of its own for each state. */
export function PullRequestGlyph({ state, size = 14 }: { state: PullRequestState; size?: number }) {
  return (
    <span className={styles.glyph} data-state={state}>
      <Icon name={`pull-request-${state}`} size={size} />
    </span>
  );
}

/** The pull requests of a card, as one small sign on its face. It lies inside a link: no link itself. */
export function PullRequestSign({ all }: { all: readonly PullRequest[] }) {
  const badge = pullRequestBadge(all);
  if (!badge) return null;
  return (
    <span className={styles.sign} {...tip(badge.words)}>
      <PullRequestGlyph state={badge.state} />
      <span className="visually-hidden">
        {all.length > 1 ? "Pull requests" : "Pull request"} {badge.words}.
      </span>
      <span className={styles.label} aria-hidden>
        {badge.label}
      </span>
    </span>
  );
}
