/**
 * What stands behind addresses.
 *
 * What makes no sense is said to be undefined: what is only left out, the router takes as it came.
 */

import { parseFilters, serialiseFilters } from "../features/board/model/filters";
import { safeBack } from "../features/session";

interface SignInSearch {
  /** Where to go afterwards. */
  back?: string | undefined;
  /** Why somebody who was inside is here. */
  why?: "ended" | "signed-out" | undefined;
}

export const signInSearch = ({ back, why }: Record<string, unknown>): SignInSearch => ({
  back: safeBack(back),
  why: why === "ended" || why === "signed-out" ? why : undefined,
});

/** The filters of a board; what makes no sense is left out. */
type BoardSearch = Partial<
  Readonly<
    Record<"q" | "assignee" | "label" | "priority" | "column" | "due", string | readonly string[]>
  >
>;

export const boardSearch = (search: Record<string, unknown>): BoardSearch =>
  serialiseFilters(parseFilters(search));

/** A query of digits alone is read as a number. */
export const wordsSearch = ({ q }: Record<string, unknown>): { q?: string | undefined } => ({
  q: typeof q === "string" || typeof q === "number" ? String(q).slice(0, 200) : undefined,
});

interface TasksSearch {
  /** What needs attention, unless something else is said. */
  show?: "running" | "finished" | undefined;
}

export const tasksSearch = ({ show }: Record<string, unknown>): TasksSearch => ({
  show: show === "running" || show === "finished" ? show : undefined,
});

interface LogsSearch {
  /** From which level up; all, unless one is said. */
  level?: "warning" | "error" | undefined;
  since?: "hour" | "day" | "week" | undefined;
  q?: string | undefined;
  user?: string | undefined;
  request?: string | undefined;
}

/** A query of digits alone is read as a number. */
export const logsSearch = (search: Record<string, unknown>): LogsSearch => {
  const { level, since, q, user, request } = search;
  return {
    level: level === "warning" || level === "error" ? level : undefined,
    since: since === "hour" || since === "day" || since === "week" ? since : undefined,
    q: textOf(q, /^[^\0]{1,200}$/s),
    user: textOf(user, /^[\da-f-]{36}$/),
    request: textOf(request, /^[\w.-]{1,128}$/),
  };
};

function textOf(value: unknown, like: RegExp): string | undefined {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return like.test(text) ? text : undefined;
}

interface MiroSearch {
  /** Why nothing came of connecting Miro. */
  miro_error?: string | undefined;
}

/** The server says it to whoever comes back from there; whatever else it is, it is a reason. */
export const miroSearch = ({ miro_error }: Record<string, unknown>): MiroSearch => ({
  miro_error: miro_error === undefined ? undefined : String(miro_error).slice(0, 100),
});

const OPERATIONS = ["failed", "unknown", "open", "cancelled", "done"] as const;

interface JobSearch {
  /** All, unless something else is said. */
  show?: (typeof OPERATIONS)[number] | undefined;
}

export const jobSearch = ({ show }: Record<string, unknown>): JobSearch => ({
  show: OPERATIONS.find((one) => one === show),
});

interface DeliveriesSearch {
  /** All, unless something else is said. */
  show?: "waiting" | "failed" | "done" | undefined;
  event?: string | undefined;
}

export const deliveriesSearch = ({ show, event }: Record<string, unknown>): DeliveriesSearch => ({
  show: show === "waiting" || show === "failed" || show === "done" ? show : undefined,
  event: typeof event === "string" && /^[a-z_]{1,64}$/.test(event) ? event : undefined,
});
