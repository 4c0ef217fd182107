import { useEffect, useRef } from "react";

import { announce } from "../../../lib";
import type { MiroJob } from "../api/jobs";
import { boardOf, endingWords, isOpen } from "../model/jobs";

/** Says aloud how a job ended that was seen to be open. */
export function useJobEnding(job: MiroJob): void {
  const was = useRef(false);
  const open = isOpen(job);
  useEffect(() => {
    if (was.current && !open) announce(`Changes to ${boardOf(job)}: ${endingWords(job)}.`);
    was.current = open;
  }, [job, open]);
}
