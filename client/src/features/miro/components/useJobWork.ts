import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { announce, showToast } from "../../../lib";
import { cancelJob, type MiroJob, resolveOperation, retryJob } from "../api/jobs";
import { boardOf } from "../model/jobs";
import { refusalOfJob } from "../model/troubles";

/**
 * What can be done with a job. Each says what came of it; `cancel` throws what went wrong, the others
 * answer whether it was done.
 */
export function useJobWork(job: MiroJob) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const told = async (work: Promise<void>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work;
      announce(done);
      return true;
    } catch (error) {
      const { title, text } = refusalOfJob(error);
      showToast({ tone: "danger", text: title, detail: text });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    cancel: async () => {
      await cancelJob(queries, job.id);
      announce(`Nothing more is sent to ${boardOf(job)}.`);
    },
    retry: () => told(retryJob(queries, job.id), `Sending to ${boardOf(job)} again.`),
    resolve: (index: number, made: boolean) =>
      told(
        resolveOperation(queries, job.id, index, made),
        made ? "Noted: it was done." : "It is sent again.",
      ),
  };
}
