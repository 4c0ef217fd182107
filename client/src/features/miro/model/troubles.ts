/** What is wrong with a job or with one of its operations, and what to do. Pure functions. */
import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";

export interface Trouble {
  /** What happened. */
  readonly title: string;
  /** What to do next. */
  readonly text: string;
}

const REFUSALS: Readonly<Record<string, Trouble>> = {
  miro_job_not_found: {
    title: "This job is not kept any more",
    text: "Jobs are kept for 30 days after they end. Look at the board to see what was done.",
  },
  miro_job_open: {
    title: "A part of this job is being sent this moment",
    text: "Wait a few seconds, then try again.",
  },
  miro_operation_settled: {
    title: "What became of this is known meanwhile",
    text: "The list shows it now: there is nothing more to do.",
  },
};

/** Why something could not be done with a job. */
export function refusalOfJob(error: unknown): Trouble {
  const known = error instanceof ApiError ? own(REFUSALS, error.code) : undefined;
  return known ?? describeError(error);
}

/** Whether there is no such job, or none any more. */
export const isForgotten = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "miro_job_not_found" || error.status === 422);

/** What Miro, or we, refused operations with: in plain words, and what helps. */
const FAILURES: Readonly<Record<string, Trouble>> = {
  miro_account_missing: {
    title: "No Miro account is connected",
    text: "Connect one on Whiteboards, then try again.",
  },
  miro_board_not_found: {
    title: "Miro does not let you open this board",
    text: "If it opens in Miro, try again.",
  },
  miro_conflict: {
    title: "Somebody changed this in Miro at the same moment",
    text: "Try again.",
  },
  miro_forbids: {
    title: "Miro does not let you do this",
    text: "Whoever owns the board can let you edit it. Try again after that.",
  },
  miro_invalid: {
    title: "Miro does not accept this",
    text: "Trying again does not help: it is to be sent anew, as Miro wants it.",
  },
  miro_item_not_found: {
    title: "There is no such item on the board",
    text: "Trying again does not help.",
  },
  miro_not_tried: {
    title: "Too much was refused before its turn came",
    text: "Try again once what was refused is put right.",
  },
  miro_refused: {
    title: "Miro refused",
    text: "Try again. If it refuses again, whoever looks after this Trivet can find out why.",
  },
  miro_sign_in_needed: {
    title: "Miro wants you to connect again",
    text: "Do that on Whiteboards, then try again.",
  },
  miro_tag_not_found: {
    title: "There is no such tag on the board",
    text: "Trying again does not help.",
  },
};

/** Why an operation failed. */
export function failureOf(code: string): Trouble {
  return own(FAILURES, code) ?? { title: "It failed", text: "" };
}

/** What was said, as a sentence. */
export const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

/** Whether it failed because of the account, which is put right on the page of whiteboards. */
export const isAboutAccount = (code: string | null | undefined): boolean =>
  code === "miro_account_missing" || code === "miro_sign_in_needed";

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
