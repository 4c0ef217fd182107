import { copyText, ExternalLink, Icon, IconButton, Time } from "../../../../../lib";
import { type Branch, switchCommand } from "../../../model";
import styles from "./BranchSection.module.css";

interface BranchCodeProps {
  readonly name: string;
  /** Into what it is to be merged. */
  readonly base?: string | undefined;
  readonly url?: string | undefined;
  readonly pushedAt?: string | undefined;
}

/** A branch's name, when it was pushed to last, and what one copies of it. */
export function BranchCode({ name, base, url, pushedAt }: BranchCodeProps) {
  return (
    <span className={styles.branch}>
      <ExternalLink href={url} className={styles.code}>
        {name}
      </ExternalLink>
      <span className={styles.copies}>
        <IconButton
          icon="copy"
          label={`Copy the branch name ${name}`}
          tooltip="Copy the branch name"
          size="small"
          onClick={() => void copyText(name, "branch name")}
        />
        <IconButton
          icon="terminal"
          label={`Copy the git command for ${name}`}
          tooltip="Copy the git command"
          size="small"
          onClick={() => void copyText(switchCommand(name), "git command")}
        />
      </span>
      {base && (
        <span className={styles.base}>
          <Icon name="arrow-right" size={12} label="into" />
          <bdi className={styles.code}>{base}</bdi>
        </span>
      )}
      {pushedAt && (
        <span className={styles.quiet}>
          pushed <Time value={pushedAt} />
        </span>
      )}
    </span>
  );
}

export function BranchRow({ one }: { one: Branch }) {
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
        <BranchCode name={one.name} url={one.url} pushedAt={one.pushed_at} />
      </div>
    </li>
  );
}
