/** What the server says of Miro, for tests. */
import type { MiroJob, MiroOperation, MiroWholeJob } from "../features/miro/api/jobs";
import type { MiroLimits, Whiteboard } from "../features/miro/api/whiteboards";
import { aTask } from "./github";

export function someLimits(
  credits: Partial<MiroLimits["credits"]> = {},
  changes: Partial<MiroLimits> = {},
): MiroLimits {
  return {
    credits: {
      limit: 100_000,
      remaining: 84_200,
      reset_at: null,
      blocked_until: null,
      ...credits,
    },
    queued: 0,
    syncs: 0,
    empty_at: null,
    answering: true,
    ...changes,
  };
}

/** A board that nobody has read. */
export function aWhiteboard(changes: Partial<Whiteboard> = {}): Whiteboard {
  return {
    id: "uXjVOne=",
    name: "Plan",
    description: "",
    team_name: "Acme",
    view_link: "https://miro.com/app/board/uXjVOne=",
    items: 0,
    tags: 0,
    as_of: null,
    complete: false,
    task: null,
    follow: null,
    ...changes,
  };
}

/** What reads a board. */
export const aReading = (changes: Parameters<typeof aTask>[0] = {}) =>
  aTask({ name: "sync_miro_board_task", requested_by: "u1", ...changes });

/** What sends queued changes. */
export const aSending = (changes: Parameters<typeof aTask>[0] = {}) =>
  aTask({ name: "work_miro_job_task", requested_by: "u1", ...changes });

/** Three changes that wait for their turn. */
export function aJob(changes: Partial<MiroJob> = {}): MiroJob {
  const job = {
    id: "j1",
    board_id: "uXjVOne=",
    board_name: "Plan",
    view_link: "https://miro.com/app/board/uXjVOne=",
    state: "pending" as const,
    pending: 3,
    working: 0,
    done: 0,
    failed: 0,
    cancelled: 0,
    indeterminate: 0,
    created_at: "2026-11-20T12:00:00Z",
    finished_at: null,
    task: aSending(),
    ...changes,
  };
  const { pending, working, done, failed, cancelled, indeterminate } = job;
  return { total: pending + working + done + failed + cancelled + indeterminate, ...job };
}

export function anOperation(changes: Partial<MiroOperation> = {}): MiroOperation {
  return {
    index: 0,
    id: null,
    type: "create_card",
    state: "pending",
    item_id: null,
    code: null,
    detail: null,
    fields: [],
    ...changes,
  };
}

const STATES = ["pending", "working", "done", "failed", "cancelled", "indeterminate"] as const;

/** A job with operations; by default as many as it says stand where. */
export function aWholeJob(job: MiroJob, operations?: readonly MiroOperation[]): MiroWholeJob {
  const made = STATES.flatMap((state) => [...Array(job[state]).keys()].map(() => state)).map(
    (state, index) => anOperation({ index, state }),
  );
  return { ...job, operations: [...(operations ?? made)] };
}
