/** One connection to a board's socket: its messages read, its silence noticed. */
import type { BoardEvent } from "./types";
import type { NotificationNews, Presence, Task } from "./view";

export type ServerMessage =
  | {
      readonly type: "hello";
      readonly seq: number;
      readonly epoch: string;
      readonly user_id: string;
      readonly presence: readonly Presence[];
    }
  | { readonly type: "events"; readonly events: readonly BoardEvent[] }
  | { readonly type: "resync"; readonly seq: number }
  | { readonly type: "presence"; readonly people: readonly Presence[] }
  | { readonly type: "task"; readonly task: Task }
  | ({ readonly type: "notification" } & NotificationNews)
  | { readonly type: "ping"; readonly seq: number }
  | { readonly type: "bye"; readonly reason: string };

export type ClientMessage =
  | { readonly type: "pong" }
  | { readonly type: "presence"; readonly card_id?: string; readonly editing?: boolean };

/** As much of a WebSocket as is used here. */
export interface SocketLike {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

export type OpenSocket = (url: string) => SocketLike;

export interface SocketHandlers {
  message(message: ServerMessage): void;
  /** It ended, or was given up. Said once. `code` is 1006 where there was no close frame. */
  ended(code: number, greeted: boolean): void;
}

/** How long the server may take to say hello. */
const GREETING_MS = 10_000;
/** The server pings every 30 s; after this long without a word nobody is there. */
export const SILENCE_MS = 45_000;
const NO_CLOSE_FRAME = 1006;

export class LiveSocket {
  readonly #socket: SocketLike;
  readonly #handlers: SocketHandlers;
  #deadline: ReturnType<typeof setTimeout>;
  #heardAt = Date.now();
  #greeted = false;
  #over = false;

  constructor(socket: SocketLike, handlers: SocketHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#deadline = setTimeout(() => this.giveUp(), GREETING_MS);
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onclose = (event) => this.#end(event.code);
  }

  /** Whether the server has said hello. */
  get greeted(): boolean {
    return this.#greeted;
  }

  send(message: ClientMessage): void {
    if (this.#greeted && !this.#over) this.#socket.send(JSON.stringify(message));
  }

  /** End it without telling the handlers. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#deadline);
    this.#socket.close();
  }

  /** End it as one that does not answer. */
  giveUp(): void {
    if (this.#over) return;
    this.#socket.close(); // its close event may take minutes, and is not waited for
    this.#end(NO_CLOSE_FRAME);
  }

  /** Give it up if it has been silent too long; timers of hidden pages do not tell in time. */
  check(): void {
    if (this.#greeted && Date.now() - this.#heardAt > SILENCE_MS) this.giveUp();
  }

  #heard(data: unknown): void {
    if (this.#over) return;
    const message = messageOf(data);
    if (message === undefined) return this.giveUp();
    this.#heardAt = Date.now();
    if (message.type === "hello") this.#greeted = true;
    if (this.#greeted) {
      clearTimeout(this.#deadline);
      this.#deadline = setTimeout(() => this.giveUp(), SILENCE_MS);
    }
    this.#handlers.message(message);
  }

  #end(code: number): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#deadline);
    this.#handlers.ended(code, this.#greeted);
  }
}

/** The message; undefined if it is not one of Trivet's. */
function messageOf(data: unknown): ServerMessage | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const message = JSON.parse(data) as ServerMessage | null;
    return typeof message?.type === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}
