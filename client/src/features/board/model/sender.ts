/** Sends pending operations: in order where order matters, again where an answer was lost. */
import { ApiError, OfflineError } from "../../../api/errors";
import type { BoardApi } from "../api/boards";
import { backoff } from "./backoff";
import type { Outbox } from "./outbox";
import { isEdit, type OwnWrites } from "./ownWrites";
import { sendable } from "./queue";
import { toRequest } from "./requests";
import type { PendingOperation } from "./view";

export interface SenderOptions {
  readonly boardId: string;
  readonly api: BoardApi;
  readonly outbox: Outbox;
  readonly own: OwnWrites;
  readonly random: () => number;
}

export interface SenderTarget {
  answered(entry: PendingOperation, seq: number | null, data: Data): void;
  /** `error` is an ApiError, or a fault of ours. */
  refused(entry: PendingOperation, error: Error): void;
  /** Something that is shown has changed. */
  changed(): void;
}

export type Data = Readonly<Record<string, unknown>> | null;

/** Requests at the same time; browsers have six connections to a server with HTTP/1.1. */
const MOST_AT_ONCE = 4;
/** A server that fails at one operation so often will fail again: the person is told. */
const MOST_FAILURES = 5;

export class Sender {
  readonly #options: SenderOptions;
  readonly #target: SenderTarget;
  #open = false;
  /** Paused from outside: no time of ours ends that. */
  #halted = false;
  #sending = 0;
  #attempt = 0;
  /** Until when the server asked us to wait, in milliseconds since 1970. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SenderOptions, target: SenderTarget) {
    this.#options = options;
    this.#target = target;
  }

  /** The server can be reached: send what waits. */
  resume(): void {
    this.#halted = false;
    this.#goOn();
  }

  /** Send nothing until `resume`, whatever becomes of what is on its way. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#open = false;
    this.#halted = true;
  }

  /** Send what may be sent now. */
  pump(): void {
    if (!this.#open) return;
    const room = MOST_AT_ONCE - this.#sending;
    for (const entry of sendable(this.#options.outbox.entries).slice(0, Math.max(0, room))) {
      void this.#send(entry);
    }
  }

  async #send(entry: PendingOperation): Promise<void> {
    const { outbox, api, boardId, own } = this.#options;
    const { operation } = entry;
    const meant = isEdit(operation) ? own.rebased(operation) : operation;
    outbox.update(operation.id, { state: "sending" });
    this.#sending += 1;
    try {
      const answer = await api.send(toRequest(meant, boardId));
      this.#attempt = 0;
      this.#target.answered(entry, answer.seq, answer.data);
    } catch (error) {
      this.#failed(entry, error);
    } finally {
      this.#sending -= 1;
      this.#target.changed();
      this.pump();
    }
  }

  #failed(entry: PendingOperation, error: unknown): void {
    const attempts = entry.attempts + 1;
    this.#options.outbox.update(entry.operation.id, { state: "queued", attempts });
    if (error instanceof OfflineError) return this.#wait();
    if (!(error instanceof ApiError)) return this.#target.refused(entry, error as Error);
    if (error.status === 401) return this.pause(); // signed out: kept for when they are back
    if (error.passing || error.code === "idempotency_key_running") {
      return this.#waitAsTold(error.retry_after_ms);
    }
    if ((error.status >= 500 || error.foreign) && attempts < MOST_FAILURES)
      return this.#waitAsTold(null);
    this.#target.refused(entry, error);
  }

  #goOn(): void {
    clearTimeout(this.#timer);
    if (this.#halted) return;
    const left = this.#notBefore - Date.now();
    this.#open = left <= 0;
    if (this.#open) this.pump();
    else this.#timer = setTimeout(() => this.#goOn(), left);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#open = false;
    if (!this.#halted) this.#timer = setTimeout(() => this.#goOn(), this.#backoff());
  }

  /** Wait even if the server can be reached: it is the server that cannot go on. */
  #waitAsTold(ms: number | null): void {
    this.#notBefore = Date.now() + (ms ?? this.#backoff());
    this.#goOn();
  }

  #backoff(): number {
    const ms = backoff(this.#attempt, this.#options.random);
    this.#attempt += 1;
    return ms;
  }
}
