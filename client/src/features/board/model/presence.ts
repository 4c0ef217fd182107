/** Says where this person is: at once, and then at most once a second. */
import type { ClientMessage } from "./socket";

const PAUSE_MS = 1_000;

export interface Spot {
  readonly card_id?: string;
  readonly editing?: boolean;
}

export class PresenceThrottle {
  readonly #send: (message: ClientMessage) => void;
  #spot: Spot = {};
  #said = "{}";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  set(spot: Spot): void {
    this.#spot = spot;
    if (this.#timer === undefined) this.#say();
  }

  /** Another socket is up, which knows nothing of us. */
  again(): void {
    this.#said = "{}";
    if (this.#timer === undefined) this.#say();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #say(): void {
    const text = JSON.stringify(this.#spot);
    if (text === this.#said) return;
    this.#said = text;
    this.#send({ type: "presence", ...this.#spot });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#say();
    }, PAUSE_MS);
  }
}
