/** The renewal of a session: once for all who wait, and one tab at a time. */
import { ApiError } from "./errors";

const LOCK = "trivet.session";

export interface SessionOptions {
  /** Sends `POST /auth/refresh`. */
  readonly renew: () => Promise<unknown>;
  /** The CSRF cookie, "" where there is no session. */
  readonly token: () => string;
  readonly locks: Pick<LockManager, "request"> | undefined;
}

export class Session {
  readonly #options: SessionOptions;
  #running: Promise<boolean> | null = null;
  #renewals = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** How often the session was renewed. */
  get renewals(): number {
    return this.#renewals;
  }

  /**
   * Renew the session, unless that was done since.
   *
   * @param seen the `renewals` when the caller's request was sent.
   * @returns false if there is no session any more.
   */
  async renew(seen: number): Promise<boolean> {
    if (this.#renewals !== seen) return true;
    this.#running ??= this.#renewInTurn().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #renewInTurn(): Promise<boolean> {
    // Without the cookie that scripts can read there is no session to renew.
    if (this.#options.token() === "") return false;
    const { locks } = this.#options;
    const renewed = await (locks ? locks.request(LOCK, () => this.#once()) : this.#once());
    if (renewed) this.#renewals += 1;
    return renewed;
  }

  async #once(): Promise<boolean> {
    try {
      await this.#options.renew();
      return true;
    } catch (error) {
      // 403: the proof that our page asks is missing, and only signing in makes a new one.
      const refusal = error instanceof ApiError && !error.foreign;
      if (refusal && [401, 403].includes(error.status)) return false;
      throw error;
    }
  }
}
