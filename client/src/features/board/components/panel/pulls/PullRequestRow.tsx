import { ExternalLink, Icon, Time, tip } from "../../../../../lib";
import type { PullRequestDetails } from "../../../api/pullRequests";
import {
  branchOf,
  type Card,
  checksOf,
  hasConflicts,
  isDecided,
  nameOf,
  type PullRequest,
  type Standing,
  STANDING_WORDS,
  standingOf,
} from "../../../model";
import { StandingGlyph } from "../../card/PullRequestChips";
import { useLookup } from "../../context";
import { counted } from "../../edits";
import { BranchCode } from "../branch/BranchRows";
import row from "../branch/BranchSection.module.css";
import { type Asked, Checks } from "./Checks";
import { PullRequestMenu } from "./PullRequestMenu";
import styles from "./PullRequests.module.css";
import { Reviewers } from "./Reviewers";
import type { PullRequestEdits } from "./usePullRequestEdits";
import type { Refresh } from "./useRefresh";

function Head({ one, standing }: { one: PullRequest; standing: Standing }) {
  return (
    <p className={row.line}>
      <ExternalLink href={one.url} className={row.code}>
        {nameOf(one)}
      </ExternalLink>
      <span className={styles.standing} data-standing={standing}>
        {STANDING_WORDS[standing]}
      </span>
      {one.closes === false && (
        <span className={styles.mentions} {...tip("Merging it does not finish this card")}>
          Only mentions this card
        </span>
      )}
    </p>
  );
}

interface FootProps {
  readonly one: PullRequest;
  readonly details: PullRequestDetails | undefined;
  /** Whether it is being read anew. */
  readonly busy: boolean;
}

function Foot({ one, details, busy }: FootProps) {
  const { author, commits, opened_at: opened, merged_at: merged } = one;
  return (
    <p className={styles.foot}>
      {opened && (
        <span>
          opened <Time value={opened} />
          {author && (
            <>
              {" "}
              by <bdi>{author}</bdi>
            </>
          )}
        </span>
      )}
      {!opened && author && (
        <span>
          by <bdi>{author}</bdi>
        </span>
      )}
      {merged && (
        <span>
          merged <Time value={merged} />
        </span>
      )}
      {commits !== undefined && <span>{counted(commits, "commit")}</span>}
      {details?.how === "hand" && (
        <span {...tip("What GitHub says does not undo it")}>linked by hand</span>
      )}
      {busy && <span role="status">Refreshing…</span>}
      {!busy && details?.synced_at && (
        <span>
          as of <Time value={details.synced_at} />
        </span>
      )}
    </p>
  );
}

interface PullRequestRowProps {
  readonly card: Card;
  readonly one: PullRequest;
  readonly details: PullRequestDetails | undefined;
  readonly asked: Omit<Asked, "runs">;
  readonly edits: PullRequestEdits;
  readonly refresh: Refresh;
  readonly onRemoved: () => void;
}

/** A pull request of the card, with all that is known of it. */
export function PullRequestRow(props: PullRequestRowProps) {
  const { card, one, details, asked, edits, refresh, onRemoved } = props;
  const { canEdit } = useLookup();
  const standing = standingOf(one);
  const branch = branchOf(card, one);
  const checks = checksOf(one);
  return (
    <li className={row.row} data-pull-request={one.id}>
      <StandingGlyph standing={standing} size={16} />
      <div className={row.facts}>
        <Head one={one} standing={standing} />
        {one.title && (
          <p className={row.title} dir="auto">
            {one.title}
          </p>
        )}
        {one.branch && (
          <BranchCode
            name={one.branch}
            base={one.base}
            url={branch?.url}
            pushedAt={branch?.pushed_at}
          />
        )}
        {hasConflicts(one) && (
          <p className={styles.conflicts}>
            <Icon name="warning" size={14} />
            Conflicts with <bdi className={row.code}>{one.base ?? "its target"}</bdi>
          </p>
        )}
        {checks && (
          <Checks
            summary={checks}
            asked={{ ...asked, runs: details?.check_runs }}
            over={isDecided(one)}
          />
        )}
        <Reviewers reviews={one.reviews} requested={isDecided(one) ? [] : one.requested} />
        <Foot one={one} details={details} busy={refresh.busy === one.id} />
      </div>
      {canEdit && <PullRequestMenu {...{ one, edits, refresh, onRemoved }} />}
    </li>
  );
}
