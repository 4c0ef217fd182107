import { copyText, ExternalLink, Icon, IconButton } from "../../../../../lib";
import {
  type Branch,
  branchesAlone,
  type Card,
  isOnGitHub,
  nameOf,
  type PullRequest,
  PULL_REQUEST_WORDS,
} from "../../../model";
import { PullRequestGlyph } from "../../card/PullRequestSign";
import styles from "./BranchSection.module.css";
import { NoBranch } from "./NoBranch";

function BranchCode({ name, url }: { name: string; url?: string | undefined }) {
  return (
    <span className={styles.branch}>
      <ExternalLink href={url} className={styles.code}>
        {name}
      </ExternalLink>
      <IconButton
        icon="copy"
        label={`Copy the branch name ${name}`}
        tooltip="Copy the branch name"
        size="small"
        onClick={() => void copyText(name, "branch name")}
      />
    </span>
  );
}

function PullRequestRow({ one }: { one: PullRequest }) {
  const { state, author } = one;
  return (
    <li className={styles.row} data-pull-request={one.id}>
      <PullRequestGlyph state={state} size={16} />
      <div className={styles.facts}>
        <p className={styles.line}>
          <ExternalLink href={one.url} className={styles.code}>
            {nameOf(one)}
          </ExternalLink>
          <span className={styles.state} data-state={state}>
            {PULL_REQUEST_WORDS[state]}
          </span>
          {author && (
            <span className={styles.quiet}>
              by <bdi>{author}</bdi>
            </span>
          )}
        </p>
        {one.title && (
          <p className={styles.title} dir="auto">
            {one.title}
          </p>
        )}
        {one.branch && <BranchCode name={one.branch} />}
      </div>
    </li>
  );
}

function BranchRow({ one }: { one: Branch }) {
  return (
    <li className={styles.row} data-branch={one.id}>
      <span className={styles.glyph}>
        <Icon name="branch" />
      </span>
      <div className={styles.facts}>
        <p className={styles.line}>
          <span className={styles.code}>{one.repository}</span>
          <span className={styles.quiet}>no pull request yet</span>
        </p>
        <BranchCode name={one.name} url={one.url} />
      </div>
    </li>
  );
}

/** The card's place on GitHub: its pull requests, and the branches that have none yet. */
export function BranchSection({ card }: { card: Card }) {
  return (
    <section className={styles.section} aria-label="Branch">
      <h3 className={styles.label}>
        <Icon name="branch" size={14} className={styles.place} />
        Branch
      </h3>
      {isOnGitHub(card) ? (
        <ul role="list" className={styles.rows}>
          {card.pull_requests?.map((one) => (
            <PullRequestRow key={one.id} one={one} />
          ))}
          {branchesAlone(card).map((one) => (
            <BranchRow key={one.id} one={one} />
          ))}
        </ul>
      ) : (
        <NoBranch card={card} />
      )}
    </section>
  );
}
