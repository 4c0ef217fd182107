/** How current the copy is, and since when we say so. */
import type { Connection } from "./view";

export class ConnectionState {
  readonly #tell: (connection: Connection) => void;
  #connection: Connection = { mode: "connecting", since: Date.now(), asOf: 0 };

  constructor(tell: (connection: Connection) => void) {
    this.#tell = tell;
  }

  /** There is proof that nothing is missing now. */
  proven(): void {
    this.#connection = { ...this.#connection, asOf: Date.now() };
    this.#tell(this.#connection);
  }

  /** We are in this mode; told only if that is new. */
  say(mode: Connection["mode"]): void {
    if (mode === this.#connection.mode) return;
    this.#connection = { ...this.#connection, mode, since: Date.now() };
    this.#tell(this.#connection);
  }
}
