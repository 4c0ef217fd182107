import { Link } from "@tanstack/react-router";
import { useRef } from "react";

import type { MiroJob } from "../api/jobs";
import type { MiroLimits } from "../api/whiteboards";
import { boardOf, waitsFor } from "../model/jobs";
import boards from "./Boards.module.css";
import { JobFacts } from "./JobFacts";
import { JobProgress } from "./JobProgress";
import { JobTools } from "./JobTools";
import styles from "./Queue.module.css";
import { useJobEnding } from "./useJobEnding";

export interface JobRowProps {
  job: MiroJob;
  /** When it stood like this, in milliseconds. */
  asOf: number;
  limits: MiroLimits | undefined;
}

/** One job: on which board, how it stands, what it waits for, and what can be done. */
export function JobRow({ job, asOf, limits }: JobRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useJobEnding(job);
  const waits = waitsFor(job, limits, asOf);
  return (
    <li className={boards.row}>
      <div className={boards.words}>
        <p className={boards.name}>
          <Link
            ref={link}
            to="/whiteboards/queue/$jobId"
            params={{ jobId: job.id }}
            className={styles.link}
          >
            <bdi>{boardOf(job)}</bdi>
          </Link>
        </p>
        <JobFacts job={job} asOf={asOf} />
        {waits && <p className={boards.why}>{waits}</p>}
      </div>
      <JobTools
        job={job}
        size="small"
        onDone={() => void setTimeout(() => link.current?.focus())}
      />
      <JobProgress job={job} />
    </li>
  );
}
