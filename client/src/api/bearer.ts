/**
 * The way to the server for a page that no cookie reaches, since another site frames it: a session by
 * bearer tokens. They are in the memory of the page, and nowhere else.
 */
import { ApiError } from "./errors";
import { type Answer, type Asking, isUnauthenticated, type Method, send } from "./send";

/** A session, as signing in and its renewal answer it. */
export interface Tokens {
  readonly access_token: string;
  /** In seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
}

interface Held extends Tokens {
  /** From when on it is renewed before it is used. */
  readonly renew_at: number;
}

const MARGIN_MS = 30_000;

export class BearerHttp {
  readonly #signIn: () => Promise<Tokens>;
  #held: Held | null = null;
  #running: Promise<Held> | null = null;

  /** @param signIn begins a session, also when one cannot be renewed any more. */
  constructor(signIn: () => Promise<Tokens>) {
    this.#signIn = signIn;
  }

  /**
   * Begin a session, unless there is one; all who ask at the same time get one answer.
   *
   * @throws whatever signing in does.
   */
  async begin(): Promise<void> {
    await this.#usable();
  }

  /** Go on with a session that was begun elsewhere. */
  adopt(tokens: Tokens): void {
    this.#hold(tokens);
  }

  /**
   * Send one request. A session that is about to end, or has, is renewed before.
   *
   * @throws ApiError for every answer that is no success.
   * @throws OfflineError if no answer came.
   */
  async request<T>(method: Method, path: string, options: Asking = {}): Promise<Answer<T>> {
    const held = await this.#usable();
    try {
      return await this.#send<T>(held, method, path, options);
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
    }
    return this.#send<T>(await this.#renewed(held), method, path, options);
  }

  get<T>(path: string, options?: Asking): Promise<Answer<T>> {
    return this.request<T>("GET", path, options);
  }

  post<T>(path: string, body?: unknown, options?: Asking): Promise<Answer<T>> {
    return this.request<T>("POST", path, { ...options, body });
  }

  /** End the session, as the page ends: nobody waits for an answer, and none is looked at. */
  end(): void {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    void openly("POST", "/auth/logout", { headers: bearing(held), keepalive: true }).catch(
      () => undefined,
    );
  }

  #usable(): Promise<Held> | Held {
    const held = this.#held;
    return held && Date.now() < held.renew_at ? held : this.#renewed(held);
  }

  /** Another session than the one that was seen. */
  async #renewed(seen: Held | null): Promise<Held> {
    if (this.#held && this.#held !== seen) return this.#held;
    this.#running ??= this.#another().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #another(): Promise<Held> {
    return this.#hold((await this.#refreshed()) ?? (await this.#signIn()));
  }

  #hold(tokens: Tokens): Held {
    const renew_at = Date.now() + tokens.expires_in * 1000 - MARGIN_MS;
    this.#held = { ...tokens, renew_at };
    return this.#held;
  }

  /** The session, renewed; null if there is none that can be. */
  async #refreshed(): Promise<Tokens | null> {
    const held = this.#held;
    if (!held) return null;
    try {
      const body = { refresh_token: held.refresh_token };
      return (await openly<Tokens>("POST", "/auth/refresh", { body })).data;
    } catch (error) {
      const refused = error instanceof ApiError && !error.foreign;
      if (!refused || ![401, 403].includes(error.status)) throw error;
      this.#held = null;
      return null;
    }
  }

  #send<T>(held: Held, method: Method, path: string, options: Asking): Promise<Answer<T>> {
    const headers = { ...options.headers, ...bearing(held) };
    return openly<T>(method, path, { ...options, headers });
  }
}

/** A request without a session; not even one that the browser has by cookies: it may be another person's. */
export function openly<T>(
  method: Method,
  path: string,
  options: Asking & { readonly keepalive?: boolean } = {},
): Promise<Answer<T>> {
  return send<T>((input, init) => fetch(input, init), method, path, {
    ...options,
    credentials: "omit",
  });
}

function bearing({ access_token }: Tokens): Record<string, string> {
  return { Authorization: `Bearer ${access_token}` };
}
