import { useEffect, useId, useRef } from "react";
import { describeError } from "../../../../api/describe";
import { EmptyState, ErrorState, IconButton, Skeleton, Time } from "../../../../lib";
import type { DryRun as Found } from "../../model/rules";
import { moveParts } from "../../model/ruleWords";
import { useActions, useLookup } from "../context";
import styles from "./DryRun.module.css";
import { RuleWords } from "./RuleWords";
import type { Trial } from "./useDryRun";

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

interface DryRunProps {
  readonly trial: Trial;
  /** Whether the rules have changed since they were tried. */
  readonly stale: boolean;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** What the rules would have done, as a list of sentences. */
export function DryRun({ trial, stale, onRetry, onClose }: DryRunProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { status, number } = trial;
  useEffect(() => void heading.current?.focus({ preventScroll: true }), [number]);
  // Again once there is enough below it that it can stand at the top.
  useEffect(() => void heading.current?.scrollIntoView({ block: "start" }), [number, status]);
  return (
    <section className={styles.trial} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id} ref={heading} tabIndex={-1} className={styles.title}>
          What the rules would have done
        </h3>
        <IconButton icon="close" label="Close the trial" size="small" onClick={onClose} />
      </header>
      <div role="status" className={styles.summary}>
        {status === "running" && "Trying the rules on the last 30 days…"}
        {status === "done" && <Summary found={trial.found} />}
        {stale && <strong> The rules have changed since: try them again.</strong>}
      </div>
      {status === "running" && <TrialSkeleton />}
      {status === "failed" && <ErrorState level={3} onRetry={onRetry} {...inWords(trial.error)} />}
      {status === "done" && <Moves found={trial.found} />}
    </section>
  );
}

function Summary({ found: { moves, cards } }: { found: Found }) {
  if (moves.length === 0) return null;
  const held = moves.filter(({ held_back }) => held_back).length;
  const moved = moves.length - held;
  const limits = held > 0 ? `; full columns would have held back ${held}` : "";
  return `${counted(moved, "move")} in the last 30 days${limits}. ${counted(cards, "card")} looked at.`;
}

function Moves({ found: { moves, cards, truncated } }: { found: Found }) {
  const { columns, boardId } = useLookup();
  const actions = useActions();
  const several = new Set(moves.map(({ repository }) => repository)).size > 1;
  if (moves.length === 0)
    return (
      <EmptyState level={3} title="Nothing would have moved">
        In the last 30 days nothing happened on GitHub that these rules answer with a move.{" "}
        {counted(cards, "card")} looked at.
        {truncated && " There are more, which were not."}
      </EmptyState>
    );
  return (
    <>
      <ol role="list" className={styles.moves}>
        {moves.map((move, at) => (
          <li
            // A card may move twice at once.
            key={`${move.card_id} ${move.at} ${at}`}
            className={styles.move}
            data-held={move.held_back ? true : undefined}
          >
            <p>
              <a
                className={styles.card}
                href={actions.hrefOn(boardId, move.key)}
                target="_blank"
                rel="noopener"
              >
                <span className={styles.key}>{move.key}</span> <bdi>{move.title}</bdi>
                <span className="visually-hidden"> (opens in a new tab)</span>
              </a>
              <RuleWords parts={moveParts(move, columns, several)} />
            </p>
            <Time value={move.at} className={styles.at} />
          </li>
        ))}
      </ol>
      {truncated && (
        <p className={styles.summary}>
          There is more than this: these are the newest moves, of the cards with the latest news.
        </p>
      )}
    </>
  );
}

function TrialSkeleton() {
  return (
    <div className={styles.moves} aria-hidden>
      {[1, 2, 3].map((at) => (
        <Skeleton key={at} height={36} />
      ))}
    </div>
  );
}

function inWords(error: unknown) {
  const { title, text, requestId } = describeError(error);
  return { title, children: text, requestId };
}
