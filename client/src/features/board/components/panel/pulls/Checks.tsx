import { useId, useState } from "react";
import { Button, ExternalLink, Icon, Skeleton } from "../../../../../lib";
import type { CheckRun } from "../../../api/pullRequests";
import type { ChecksSummary } from "../../../model";
import { ChecksGlyph } from "../../card/PullRequestChips";
import styles from "./PullRequests.module.css";

const STATE_WORDS: Readonly<Record<CheckRun["state"], string>> = {
  failing: "failing",
  pending: "running",
  passing: "passed",
  neutral: "skipped",
};

/** They say no more than the state does. */
const PLAIN = new Set([
  "success",
  "failure",
  "neutral",
  "skipped",
  "pending",
  "queued",
  "in_progress",
]);

/** What was asked for about them, which comes later than their number. */
export interface Asked {
  readonly runs: readonly CheckRun[] | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

function Run({ run }: { run: CheckRun }) {
  const { name, state, said, url } = run;
  return (
    <li className={styles.run} data-check={state}>
      <ChecksGlyph state={state} />
      <span className={styles.runName}>
        <ExternalLink href={url}>
          <bdi>{name}</bdi>
        </ExternalLink>
      </span>
      <span className={styles.word}>
        {STATE_WORDS[state]}
        {said && !PLAIN.has(said) && (
          <>
            {": "}
            <bdi>{said.replaceAll("_", " ")}</bdi>
          </>
        )}
      </span>
    </li>
  );
}

function Runs({ runs, failed, retry }: Asked) {
  if (runs) {
    return (
      <ul role="list" className={styles.runs}>
        {runs.map((run) => (
          <Run key={`${run.source} ${run.name} ${run.url ?? ""}`} run={run} />
        ))}
      </ul>
    );
  }
  if (failed) {
    return (
      <p className={styles.failed} role="alert">
        The checks could not be loaded.{" "}
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </p>
    );
  }
  return <Skeleton width="60%" height={18} />;
}

interface ChecksProps {
  readonly summary: ChecksSummary;
  readonly asked: Asked;
  /** Whether nobody waits for them any more. */
  readonly over: boolean;
}

/** How many checks stand how; each of them with its word and its page, where one asks for that. */
export function Checks({ summary, asked, over }: ChecksProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.checks}>
      <button
        type="button"
        className={styles.summary}
        data-checks={over ? undefined : summary.state}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <ChecksGlyph state={summary.state} />
        {summary.words}
        <Icon name={open ? "chevron-up" : "chevron-down"} size={12} />
      </button>
      <div id={id} hidden={!open}>
        {open && <Runs {...asked} />}
      </div>
    </div>
  );
}
