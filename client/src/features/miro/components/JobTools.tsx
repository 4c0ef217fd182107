import { useState } from "react";

import { Button } from "../../../lib";
import { ConfirmDialog } from "../../workspaces/forms";
import type { MiroJob } from "../api/jobs";
import { boardOf, canCancel, canRetry } from "../model/jobs";
import { counted } from "../model/health";
import styles from "./Queue.module.css";
import { useJobWork } from "./useJobWork";

export interface JobToolsProps {
  job: MiroJob;
  size?: "small" | "normal";
  /** Where to go on from: what was pressed is not there any more. */
  onDone: () => void;
}

/** What can be done with a job: nothing more of it sent, or once more what was not done. */
export function JobTools({ job, size = "normal", onDone }: JobToolsProps) {
  const [asking, setAsking] = useState(false);
  const { busy, cancel, retry } = useJobWork(job);
  const board = boardOf(job);
  return (
    <div className={styles.tools}>
      {canRetry(job) && (
        <Button
          size={size}
          icon="refresh"
          busy={busy}
          aria-label={`Try again: ${board}`}
          onClick={() => void retry().then((done) => done && onDone())}
        >
          Try again
        </Button>
      )}
      {canCancel(job) && (
        <Button size={size} aria-label={`Cancel…: ${board}`} onClick={() => setAsking(true)}>
          Cancel…
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={`Cancel the changes to “${board}”?`}
          description={`${counted(job.pending, "change")} that ${job.pending === 1 ? "waits is" : "wait are"} not sent. What was sent already stays on the board, and what is being sent this moment ends as it does.`}
          action={`Cancel ${counted(job.pending, "change")}`}
          dismiss="Keep sending"
          onClose={() => setAsking(false)}
          run={async () => {
            await cancel();
            setAsking(false);
            onDone();
          }}
        />
      )}
    </div>
  );
}
