/** What a request can end in, other than an answer. */

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** Further members, such as both values of a conflict. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly request_id: string | null;
  /** What `Retry-After` said, in milliseconds. */
  readonly retry_after_ms: number | null;
}

/** A refusal: the server's `application/problem+json` (RFC 9457). */
export class ApiError extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly request_id: string | null;
  readonly retry_after_ms: number | null;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.fields = problem.fields;
    this.extra = problem.extra;
    this.request_id = problem.request_id;
    this.retry_after_ms = problem.retry_after_ms;
  }

  /** Whether it is not Trivet's: a proxy before it that cannot find it says 403 or 404 too. */
  get foreign(): boolean {
    return this.code === `http_${this.status}`;
  }

  /** Whether the same request may be accepted later. */
  get passing(): boolean {
    return (
      (this.foreign && this.status === 404) || [408, 425, 429, 502, 503, 504].includes(this.status)
    );
  }
}

/** No answer came: no network, no server, or it took too long. What was sent may have been done. */
export class OfflineError extends Error {
  constructor(
    /** Whether the time ran out. */
    readonly timedOut: boolean,
    options?: ErrorOptions,
  ) {
    super(
      timedOut ? "The server took too long to answer." : "The server cannot be reached.",
      options,
    );
    this.name = "OfflineError";
  }
}

const KNOWN = new Set(["type", "title", "status", "detail", "code", "fields", "request_id"]);

/** The refusal that an answer says; also of one that is no problem+json, as proxies send them. */
export function apiErrorOf(response: Response, body: unknown): ApiError {
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof said[name] === "string" ? (said[name] as string) : "");
  return new ApiError({
    status: response.status,
    code: text("code") || `http_${response.status}`,
    title: text("title") || `The server answered ${response.status}.`,
    detail: text("detail"),
    fields: Array.isArray(said.fields) ? (said.fields as FieldProblem[]) : [],
    extra: Object.fromEntries(Object.entries(said).filter(([name]) => !KNOWN.has(name))),
    request_id: text("request_id") || response.headers.get("X-Request-ID"),
    retry_after_ms: retryAfter(response.headers.get("Retry-After")),
  });
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
