/** The one way to the server: JSON, the CSRF header, a session that is renewed by itself. */
import { ApiError, apiErrorOf, OfflineError } from "./errors";
import { Session } from "./session";

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Our own `X-Request-ID`; the events that come of the request carry it. */
  readonly requestId?: string;
  readonly signal?: AbortSignal;
  /** In milliseconds. */
  readonly timeoutMs?: number;
  /** Needs no session: a 401 is an answer like others, not the end of one. */
  readonly open?: boolean;
}

export interface Answer<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  /** `X-Board-Seq`: the number of the board's last event that the answer knows of. */
  readonly seq: number | null;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface HttpOptions {
  readonly fetch?: typeof fetch;
  /** Reads `document.cookie`. */
  readonly cookies?: () => string;
  /** So that two tabs do not renew one session at once; absent outside https and localhost. */
  readonly locks?: Pick<LockManager, "request"> | undefined;
}

const TIMEOUT_MS = 20_000;
const CSRF_COOKIE = "trivet_csrf";

export class Http {
  readonly #fetch: typeof fetch;
  readonly #cookies: () => string;
  readonly #session: Session;
  readonly #signedOut = new Set<() => void>();

  constructor(options: HttpOptions = {}) {
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#cookies = options.cookies ?? (() => document.cookie);
    this.#session = new Session({
      renew: () => this.#send("POST", "/auth/refresh", {}),
      token: () => this.#csrf(),
      locks: "locks" in options ? options.locks : globalThis.navigator?.locks,
    });
  }

  /**
   * Send one request. A session that has ended is renewed once, and the request sent again.
   *
   * @throws ApiError for every answer that is no success.
   * @throws OfflineError if no answer came.
   */
  async request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    const renewals = this.#session.renewals;
    try {
      return await this.#send<T>(method, path, options);
    } catch (error) {
      if (!isUnauthenticated(error) || options.open || path.startsWith("/auth/refresh")) {
        throw error;
      }
      if (!(await this.renewSession(renewals))) throw error;
    }
    try {
      return await this.#send<T>(method, path, options);
    } catch (error) {
      if (isUnauthenticated(error)) this.#tellSignedOut();
      throw error;
    }
  }

  /**
   * Renew the session; all who ask at the same time get one answer.
   *
   * @param seen how many renewals the caller knew of: another one since will do.
   * @returns false if there is none any more, after telling those who listen.
   * @throws OfflineError, ApiError if it could not be found out.
   */
  async renewSession(seen = this.#session.renewals): Promise<boolean> {
    const renewed = await this.#session.renew(seen);
    if (!renewed) this.#tellSignedOut();
    return renewed;
  }

  /** Listen for the end of the session. Returns how to stop. */
  onSignedOut(listener: () => void): () => void {
    this.#signedOut.add(listener);
    return () => this.#signedOut.delete(listener);
  }

  get<T>(path: string, options?: RequestOptions): Promise<Answer<T>> {
    return this.request<T>("GET", path, options);
  }

  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.request<T>("POST", path, { ...options, body });
  }

  patch<T>(path: string, body: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.request<T>("PATCH", path, { ...options, body });
  }

  delete<T>(path: string, options?: RequestOptions): Promise<Answer<T>> {
    return this.request<T>("DELETE", path, options);
  }

  #tellSignedOut(): void {
    for (const listener of this.#signedOut) listener();
  }

  async #send<T>(method: Method, path: string, options: RequestOptions): Promise<Answer<T>> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const { signal } = options;
    try {
      const response = await this.#fetch(path, {
        method,
        headers: this.#headers(method, options),
        credentials: "same-origin",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      return await answerOf<T>(response);
    } catch (error) {
      if (error instanceof ApiError || signal?.aborted) throw error;
      throw new OfflineError(timeout.aborted, { cause: error });
    }
  }

  #headers(method: Method, options: RequestOptions): Record<string, string> {
    const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
    if (options.body !== undefined) headers["Content-Type"] = "application/json";
    if (options.requestId !== undefined) headers["X-Request-ID"] = options.requestId;
    if (method !== "GET") headers["X-CSRF-Token"] = this.#csrf();
    return headers;
  }

  #csrf(): string {
    const parts = this.#cookies().split("; ");
    const found = parts.find((part) => part.startsWith(`${CSRF_COOKIE}=`));
    return found ? decodeURIComponent(found.slice(CSRF_COOKIE.length + 1)) : "";
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const body = text === "" ? null : parsed(text, response);
  if (!response.ok) throw apiErrorOf(response, body);
  const seq = response.headers.get("X-Board-Seq");
  return {
    data: body as T,
    status: response.status,
    headers: response.headers,
    seq: seq === null ? null : Number(seq),
  };
}

/** JSON; of a refusal that has none, null. A success that is no JSON did not come from Trivet. */
function parsed(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!response.ok) return null;
    throw new TypeError("The answer is no JSON.", { cause: error });
  }
}

/** The client of this page. */
export const http = new Http();
