/** Sends errors of this page that nobody foresaw to whoever looks after Trivet. Loaded at the first one. */
import { ApiError, OfflineError } from "../api/errors";
import { http } from "../api/http";
import type { components } from "../api/schema";
import { mayHaveSession } from "../features/session";

type Report = components["schemas"]["LogEntryIn"];

/** Of one page, until it is loaded anew: an error that comes with every frame is told of soon enough. */
const MOST = 20;
/** What happens together is sent together. */
const PAUSE_MS = 2_000;
const LONGEST_MESSAGE = 2_000;
const LONGEST_STACK = 1_900;
/** Browsers say so of layouts that settle a frame later. */
const HARMLESS = /^ResizeObserver loop/;

const seen = new Set<string>();
let waiting: Report[] = [];
let timer = 0;

/**
 * Note an error; the same one once.
 *
 * @param error what was thrown.
 * @param where by what it was caught.
 * @param componentStack what was being drawn.
 */
export function noteError(error: unknown, where: string, componentStack = ""): void {
  // A refusal, or no connection: whoever is concerned was told, and the server knows its own side.
  if (error instanceof ApiError || error instanceof OfflineError || isAborted(error)) return;
  const message = String(error).slice(0, LONGEST_MESSAGE) || "Unknown error";
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const known = `${message}\n${stack}`;
  if (HARMLESS.test(message) || seen.has(known) || seen.size >= MOST || !mayHaveSession()) return;
  seen.add(known);
  waiting.push({
    timestamp: new Date().toISOString(),
    level: "error",
    message: withoutSecrets(message),
    context: {
      where,
      // The path alone: what stands behind it is what somebody searched for, or worse.
      page: window.location.pathname,
      stack: withoutSecrets(stack).slice(0, LONGEST_STACK),
      component_stack: withoutSecrets(componentStack).slice(0, LONGEST_STACK),
      user_agent: navigator.userAgent,
    },
  });
  timer ||= window.setTimeout(send, PAUSE_MS);
}

function send(): void {
  const reports = waiting;
  [waiting, timer] = [[], 0];
  // Open: a report neither renews a session nor ends one. What cannot be sent is lost.
  http.post("/api/logs", reports, { open: true }).catch(() => undefined);
}

function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Addresses without what stands behind `?` and `#`, where links carry their secrets. */
function withoutSecrets(text: string): string {
  return text.replace(/(\bhttps?:\/\/[^\s?#]*)[?#][^\s)]*/g, "$1");
}

/** For tests: as if the page was loaded anew. */
export function forgetErrors(): void {
  clearTimeout(timer);
  seen.clear();
  [waiting, timer] = [[], 0];
}
