/** The one way to the server: JSON, the CSRF header, a session that is renewed by itself. */
import { type Answer, type Asking, isUnauthenticated, type Method, send } from "./send";
import { Session } from "./session";

export type { Answer, Method } from "./send";

export interface RequestOptions extends Asking {
  /** Needs no session: a 401 is an answer like others, not the end of one. */
  readonly open?: boolean;
}

export interface HttpOptions {
  readonly fetch?: typeof fetch;
  /** Reads `document.cookie`. */
  readonly cookies?: () => string;
  /** So that two tabs do not renew one session at once; absent outside https and localhost. */
  readonly locks?: Pick<LockManager, "request"> | undefined;
}

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

  put<T>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.request<T>("PUT", path, { ...options, body });
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

  #send<T>(method: Method, path: string, options: RequestOptions): Promise<Answer<T>> {
    const proof = method === "GET" ? {} : { "X-CSRF-Token": this.#csrf() };
    const headers = { ...options.headers, ...proof };
    return send<T>(this.#fetch, method, path, { ...options, headers, credentials: "same-origin" });
  }

  #csrf(): string {
    const parts = this.#cookies().split("; ");
    const found = parts.find((part) => part.startsWith(`${CSRF_COOKIE}=`));
    return found ? decodeURIComponent(found.slice(CSRF_COOKIE.length + 1)) : "";
  }
}

/** The client of this page. */
export const http = new Http();
