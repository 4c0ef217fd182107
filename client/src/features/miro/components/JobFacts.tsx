import { Icon, Time } from "../../../lib";
import type { MiroJob } from "../api/jobs";
import { badWords, doneWords, isOpen, type Standing, standingOf } from "../model/jobs";
import boards from "./Boards.module.css";

export interface JobFactsProps {
  job: MiroJob;
  /** When it stood like this, in milliseconds. */
  asOf: number;
}

/** How a job stands, how much of it is done, and since when. */
export function JobFacts({ job, asOf }: JobFactsProps) {
  return (
    <p className={boards.facts}>
      <Stands standing={standingOf(job, asOf)} />
      <span>{doneWords(job)}</span>
      {badWords(job).map((words) => (
        <span key={words}>{words}</span>
      ))}
      <span>
        Asked for <Time value={job.created_at} />
      </span>
      {job.finished_at && !isOpen(job) && (
        <span>
          Ended <Time value={job.finished_at} />
        </span>
      )}
    </p>
  );
}

/** How something stands: never by its colour alone. */
export function Stands({ standing: { icon, tone, words } }: { standing: Standing }) {
  return (
    <span className={boards.state} data-tone={tone}>
      <Icon name={icon} size={14} className={boards.glyph} />
      <span>{words}</span>
    </span>
  );
}
