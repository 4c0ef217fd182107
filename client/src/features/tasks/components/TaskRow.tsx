import { useState } from "react";

import { Badge, Button, Time } from "../../../lib";
import type { Task } from "../api/tasks";
import { taskName } from "../model/names";
import {
  attemptWords,
  endedBadly,
  isOpen,
  nextWords,
  progressWords,
  stateWords,
} from "../model/words";
import styles from "./Tasks.module.css";

export interface TaskRowProps {
  task: Task;
  /** Who asked for it: `you`, a name; undefined if nobody did, or that is not known. */
  by: string | undefined;
  /** When it stood like this, in milliseconds. */
  asOf: number;
  steers: boolean;
  onRetry: () => Promise<boolean>;
  onCancel: () => Promise<boolean>;
  onDrop: () => void;
}

/** One task: what it does, how it stands, and what can be done. */
export function TaskRow(props: TaskRowProps) {
  const { task, steers } = props;
  const name = taskName(task.name);
  const { label, tone } = stateWords(task);
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>
          {name} <Badge tone={tone}>{label}</Badge>
        </p>
        <Facts {...props} />
        {task.error && (
          <p className={styles.error}>
            {task.error.detail} <code>{task.error.code}</code>
          </p>
        )}
      </div>
      {steers && <Tools {...props} name={name} />}
      <Progress task={task} name={name} />
    </li>
  );
}

function Facts({ task, by, asOf }: TaskRowProps) {
  const asked = by && <>Asked for by {by === "you" ? by : <bdi>{by}</bdi>}</>;
  const ended = task.finished_at && (
    <>
      Ended <Time value={task.finished_at} />
    </>
  );
  const since = (
    <>
      {asked || "Asked for"} <Time value={task.created_at} />
    </>
  );
  return (
    <p className={styles.facts}>
      {(ended ? [asked, ended] : [since]).map(
        (fact, index) => fact && <span key={index}>{fact}</span>,
      )}
      {[attemptWords(task), nextWords(task, asOf)].map(
        (words, index) => words && <span key={index}>{words}</span>,
      )}
    </p>
  );
}

function Progress({ task, name }: { task: Task; name: string }) {
  const { progress, state } = task;
  const words = progressWords(task);
  if (!progress || !words || state === "succeeded") return null;
  return (
    <div className={styles.far}>
      {isOpen(task) && (
        <progress
          className={styles.progress}
          aria-label={name}
          value={progress.done}
          max={progress.total}
        />
      )}
      <p>
        {isOpen(task) ? words : `Got to ${words}`}
        {progress.note && ` · ${progress.note}`}
      </p>
    </div>
  );
}

function Tools({ task, name, onRetry, onCancel, onDrop }: TaskRowProps & { name: string }) {
  const [busy, setBusy] = useState(false);
  const while_ = async (work: () => Promise<boolean>) => {
    setBusy(true);
    // Done, it leaves the list, and this with it.
    if (!(await work())) setBusy(false);
  };
  if (endedBadly(task)) {
    return (
      <div className={styles.tools}>
        <Button
          size="small"
          icon="refresh"
          busy={busy}
          aria-label={`Retry: ${name}`}
          onClick={() => void while_(onRetry)}
        >
          Retry
        </Button>
        <Button size="small" variant="quiet" aria-label={`Drop…: ${name}`} onClick={onDrop}>
          Drop…
        </Button>
      </div>
    );
  }
  if (!isOpen(task) || task.cancelling) return null;
  return (
    <div className={styles.tools}>
      <Button
        size="small"
        variant="quiet"
        busy={busy}
        aria-label={`Cancel: ${name}`}
        onClick={() => void while_(onCancel)}
      >
        Cancel
      </Button>
    </div>
  );
}
