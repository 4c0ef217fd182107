import type { MiroJob } from "../api/jobs";
import { boardOf, endedOf, isOpen } from "../model/jobs";
import boards from "./Boards.module.css";

/** How many of a job's operations came to an end, while some have not. */
export function JobProgress({ job }: { job: MiroJob }) {
  if (!isOpen(job)) return null;
  return (
    <progress
      className={boards.progress}
      aria-label={`Sending to ${boardOf(job)}`}
      value={endedOf(job)}
      max={job.total}
    />
  );
}
