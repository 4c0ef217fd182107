import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";

import { EmptyState, ExternalLink } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { jobQuery, type MiroWholeJob } from "../api/jobs";
import { boardOf, isOpen, waitsFor } from "../model/jobs";
import type { Shown } from "../model/operations";
import { isAboutAccount, isForgotten } from "../model/troubles";
import { AccountNote } from "./AccountNote";
import boards from "./Boards.module.css";
import { JobFacts } from "./JobFacts";
import { JobProgress } from "./JobProgress";
import { JobTools } from "./JobTools";
import { Operations } from "./Operations";
import styles from "./Queue.module.css";
import { useJobEnding } from "./useJobEnding";
import { useMyLimits } from "./useMyLimits";

export interface JobPageProps {
  jobId: string;
  /** Leads to all of them. */
  back: ReactNode;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

const TITLE = "Queued change";
const WHERE = "Miro · Queued changes";

/** One job: how it stands, and what became of each of its operations. */
export function JobPage({ jobId, back, shown, onShow }: JobPageProps) {
  const { data: job, error, dataUpdatedAt, refetch } = useQuery(jobQuery(jobId));
  const gone = isForgotten(error);
  if (job && !gone) {
    return (
      <Job job={job} asOf={dataUpdatedAt} back={back} shown={shown} onShow={onShow} error={error} />
    );
  }
  return (
    <SubPage title={TITLE} where={WHERE} action={back}>
      {gone ? (
        <EmptyState title="There is no such job, or not any more">
          Jobs are kept for 30 days after they end. What they did stays on the board.
        </EmptyState>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading what was queued" rows={5} />
      )}
    </SubPage>
  );
}

interface JobProps extends Omit<JobPageProps, "jobId"> {
  job: MiroWholeJob;
  /** When it stood like this, in milliseconds. */
  asOf: number;
  /** Of the last look. */
  error: unknown;
}

function Job({ job, asOf, back, shown, onShow, error }: JobProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const limits = useMyLimits(isOpen(job));
  const waits = waitsFor(job, limits, asOf);
  useJobEnding(job);
  /** What was pressed is not there any more. */
  const goToHeading = () => void setTimeout(() => heading.current?.focus());
  return (
    <SubPage
      title={`Changes to “${boardOf(job)}”`}
      where={WHERE}
      headingRef={heading}
      action={back}
    >
      <Notice error={error} />
      {job.operations.some(({ code }) => isAboutAccount(code)) && (
        <AccountNote>
          Miro did not let Trivet act in your name. Look whether you are connected there now, then
          try again here.
        </AccountNote>
      )}
      <section className={styles.summary} aria-label="How it stands">
        <div className={boards.words}>
          <JobFacts job={job} asOf={asOf} />
          {waits && <p className={boards.why}>{waits}</p>}
          {job.view_link && (
            <p className={boards.why}>
              <ExternalLink href={job.view_link}>Open the board in Miro</ExternalLink>
            </p>
          )}
        </div>
        <JobTools job={job} onDone={goToHeading} />
        <JobProgress job={job} />
      </section>
      <Operations job={job} shown={shown} onShow={onShow} onSettled={goToHeading} />
    </SubPage>
  );
}
