import { Icon, type IconName, tip } from "../../../../lib";
import {
  checksOf,
  type ChecksState,
  chipsOf,
  hasConflicts,
  inWords,
  isDecided,
  nameOf,
  type PullRequest,
  type Standing,
  standingOf,
} from "../../model";
import styles from "./PullRequestChips.module.css";

/** Beyond these they are counted, not drawn. */
const MOST = 2;

const STANDING_ICONS: Readonly<Record<Standing, IconName>> = {
  draft: "pull-request-draft",
  open: "pull-request-open",
  review_requested: "eye",
  changes_requested: "changes",
  approved: "approved",
  ready: "ready",
  merged: "pull-request-merged",
  closed: "pull-request-closed",
};

const CHECKS_ICONS: Readonly<Record<ChecksState | "neutral", IconName>> = {
  failing: "close",
  pending: "running",
  passing: "check",
  neutral: "minus",
};

/** How far a pull request is: a shape of its own for each. */
export function StandingGlyph({ standing, size = 14 }: { standing: Standing; size?: number }) {
  return (
    <span className={styles.glyph} data-standing={standing}>
      <Icon name={STANDING_ICONS[standing]} size={size} />
    </span>
  );
}

/** How a check, or all of them together, came out. */
export function ChecksGlyph({
  state,
  size = 12,
}: {
  state: ChecksState | "neutral";
  size?: number;
}) {
  return (
    <span className={styles.checks} data-checks={state}>
      <Icon name={CHECKS_ICONS[state]} size={size} />
    </span>
  );
}

function Chip({ one, several }: { one: PullRequest; several: boolean }) {
  const checks = checksOf(one);
  const name = several ? nameOf(one) : `#${one.number}`;
  const words = inWords(one);
  return (
    <span
      className={styles.chip}
      data-mentions={one.closes === false || undefined}
      {...tip(`${name}: ${words}`)}
    >
      <StandingGlyph standing={standingOf(one)} />
      <span className="visually-hidden">
        Pull request {name}: {words}.
      </span>
      <span className={styles.number} aria-hidden>
        #{one.number}
      </span>
      {hasConflicts(one) ? (
        <span className={styles.checks} data-checks="failing">
          <Icon name="warning" size={12} />
        </span>
      ) : (
        checks && !isDecided(one) && <ChecksGlyph state={checks.state} />
      )}
    </span>
  );
}

/** The pull requests of a card, small, on its face. They lie inside a link: no links themselves. */
export function PullRequestChips({ all }: { all: readonly PullRequest[] }) {
  const { shown, more } = chipsOf(all, MOST);
  const several = new Set(all.map(({ repository }) => repository)).size > 1;
  return (
    <>
      {shown.map((one) => (
        <Chip key={one.id} one={one} several={several} />
      ))}
      {more > 0 && (
        <span className={styles.more} {...tip(`${more} more of ${all.length} pull requests`)}>
          <span aria-hidden>+{more}</span>
          <span className="visually-hidden">and {more} more.</span>
        </span>
      )}
    </>
  );
}
