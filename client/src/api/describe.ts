import { ApiError, OfflineError } from "./errors";

/** A failure in words for people. */
export interface Described {
  /** What happened. */
  readonly title: string;
  /** What to do next. */
  readonly text: string;
  readonly requestId?: string | undefined;
  /** Whether trying again may help. */
  readonly retry: boolean;
}

/** Says what a failed request means. */
export function describeError(error: unknown): Described {
  if (error instanceof OfflineError) {
    return {
      title: error.timedOut ? "The server took too long to answer" : "The server cannot be reached",
      text: "Look at your connection, and whether Trivet is running. Nothing is lost.",
      retry: true,
    };
  }
  if (error instanceof ApiError) {
    const requestId = error.request_id ?? undefined;
    const explained = error.status === 503 && Boolean(error.detail);
    if (error.status >= 500 && !explained) {
      const more = requestId ? "The logs tell more under the number below. " : "";
      const text = `${more}Try again in a moment.`;
      return { title: "The server failed", text, requestId, retry: true };
    }
    const text = error.detail || "Go back, and try another way.";
    return { title: error.title, text, requestId, retry: explained || error.passing };
  }
  return {
    title: "Something on this page failed",
    text: "Load it again. If that does not help, tell whoever runs Trivet here.",
    retry: true,
  };
}

/** The message for one field of a form, if the refusal is about it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find((one) => one.field.split(".").at(-1) === field)?.message;
}
