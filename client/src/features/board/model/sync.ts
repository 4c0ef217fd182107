/**
 * Keeps a board's copy current: the snapshot, then events by socket, or by polling where sockets
 * are blocked. Says honestly how current it is.
 */
import { ApiError } from "../../../api/errors";
import { socketUrl } from "../api/boards";
import { backoff } from "./backoff";
import { ConnectionState } from "./connectionState";
import { Follower } from "./follower";
import { LiveSocket, type ClientMessage, type ServerMessage } from "./socket";
import type { SyncOptions, SyncTarget } from "./syncTypes";

const POLL_MS = 2_000;
const SOCKET_AGAIN_MS = 30_000;
/** So many sockets in a row that do not come up, while REST works, mean that they are blocked. */
const BLOCKED_AFTER = 2;
/** Over how long those come back who lost a server that starts anew. */
const RESTART_SPREAD_MS = 1_000;

export class Sync {
  readonly #options: SyncOptions;
  readonly #target: SyncTarget;
  readonly #follower: Follower;
  readonly #listening = new AbortController();
  readonly #connection: ConnectionState;
  #socket: LiveSocket | undefined;
  /** The seq of the last hello, until the copy has come that far. */
  #awaited: number | undefined;
  #attempt = 0;
  /** Sockets in a row that did not come up although REST worked. */
  #blocked = 0;
  /** Whether the session was renewed since the last hello. */
  #renewed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #socketTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SyncOptions, target: SyncTarget) {
    this.#options = options;
    this.#target = target;
    this.#connection = new ConnectionState((connection) => target.connection(connection));
    this.#follower = new Follower(options.boardId, options.api, target);
  }

  start(): void {
    const { signal } = this.#listening;
    globalThis.addEventListener("online", () => this.wake(), { signal });
    globalThis.addEventListener("offline", () => this.#wentOffline(), { signal });
    const seen = () => document.visibilityState === "visible" && this.wake();
    document.addEventListener("visibilitychange", seen, { signal });
    this.#connection.say("connecting");
    void this.#resume();
  }

  /** End it; for another time there must be another one. */
  stop(): void {
    this.#listening.abort();
    this.#follower.stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#socketTimer);
    this.#socket?.close();
    this.#socket = undefined;
  }

  send(message: ClientMessage): void {
    this.#socket?.send(message);
  }

  /** Try at once what waits for its time. */
  wake(): void {
    this.#socket?.check();
    if (this.#stopped || this.#socket) return;
    this.#attempt = 0;
    this.#later(0, () => void this.#resume());
  }

  /** Fetch what is missing, or load all of it. False if that failed, which is seen to here. */
  async catchUp(anew = false): Promise<boolean> {
    const { signal } = this.#listening;
    try {
      await (anew ? this.#follower.load() : this.#follower.catchUp());
    } catch (error) {
      if (!signal.aborted) this.#failed(error as Error);
      return false;
    }
    if (signal.aborted) return false;
    this.#connection.proven();
    if (this.#socket?.greeted) this.#maybeCurrent();
    return true;
  }

  get #stopped(): boolean {
    return this.#listening.signal.aborted;
  }

  /** Be current again after whatever interruption, then connect. */
  async #resume(): Promise<void> {
    if (!(await this.catchUp(this.#target.position() === undefined)) || this.#socket) return;
    if (this.#blocked < BLOCKED_AFTER) return this.#connect();
    this.#poll();
    this.#socketLater();
  }

  #connect(): void {
    const position = this.#target.position();
    if (this.#stopped || !position || this.#socket) return;
    if (this.#blocked < BLOCKED_AFTER) this.#connection.say("connecting");
    const { boardId, openSocket } = this.#options;
    this.#socket = new LiveSocket(openSocket(socketUrl(boardId, position.seq, position.epoch)), {
      message: (message) => this.#heard(message),
      ended: (code, greeted) => this.#ended(code, greeted),
    });
  }

  /** `bye` says nothing that the socket's end does not say too. */
  #heard(message: ServerMessage): void {
    switch (message.type) {
      case "hello":
        return this.#greeted(message);
      case "events":
        if (!this.#follower.accept(message.events)) this.#fill();
        else if (!this.#follower.loading) this.#maybeCurrent();
        return;
      case "resync":
        this.#connection.say("connecting");
        return void this.catchUp(true);
      case "presence":
        return this.#target.presence(message.people);
      case "task":
        return this.#target.task(message.task);
      case "notification":
        return this.#target.notification(message);
      case "ping":
        this.send({ type: "pong" });
        // Events come before the ping that counts them: what is missing now was lost.
        if (message.seq > (this.#target.position()?.seq ?? 0)) return this.#fill();
        return this.#follower.loading ? undefined : this.#connection.proven();
    }
  }

  /** Something is missing: until it is there, we are not live. */
  #fill(): void {
    this.#connection.say("connecting");
    void this.catchUp();
  }

  #greeted(hello: ServerMessage & { type: "hello" }): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#socketTimer);
    this.#attempt = this.#blocked = 0;
    this.#renewed = false;
    this.#awaited = hello.seq;
    this.#follower.knowUser(hello.user_id);
    this.#target.presence(hello.presence);
    this.#target.greeted();
    if (hello.epoch !== this.#target.position()?.epoch) void this.catchUp(true);
    else this.#maybeCurrent();
  }

  /** Live, once we have all that was there when the socket came up. */
  #maybeCurrent(): void {
    if ((this.#target.position()?.seq ?? 0) < (this.#awaited ?? 0)) return;
    this.#connection.say("live");
    this.#connection.proven();
    if (this.#awaited !== undefined) this.#target.current();
    this.#awaited = undefined;
  }

  #ended(code: number, greeted: boolean): void {
    this.#socket = undefined;
    this.#awaited = undefined;
    this.#target.presence([]);
    // Before hello it may be our address that was refused, behind a proxy: REST tells which.
    if (code === 4403 && greeted) return this.#over("forbidden", "You may not see this board now.");
    if (code === 4404) return this.#over("gone", "This board is not there any more.");
    if (code === 4401 && !this.#renewed) return void this.#renewSession();
    if (greeted) this.#connection.say("connecting");
    else this.#blocked += 1;
    if (this.#blocked > BLOCKED_AFTER) return this.#socketLater(); // polling goes on meanwhile
    const again = () => void this.#resume();
    if (code === 1012) return this.#later(this.#options.random() * RESTART_SPREAD_MS, again);
    if (greeted) return this.#later(backoff(0, this.#options.random), again);
    this.#retry();
  }

  async #renewSession(): Promise<void> {
    this.#renewed = true;
    try {
      if (await this.#options.api.renewSession()) return this.#connect();
    } catch (error) {
      return this.#stopped ? undefined : this.#failed(error as Error);
    }
    this.#over("error", "You are signed out.");
  }

  #poll(): void {
    this.#attempt = 0;
    this.#connection.say("polling");
    this.#target.current();
    this.#later(POLL_MS, async () => {
      if ((await this.catchUp()) && !this.#socket?.greeted) this.#poll();
    });
  }

  #socketLater(): void {
    clearTimeout(this.#socketTimer);
    this.#socketTimer = setTimeout(() => this.#connect(), SOCKET_AGAIN_MS);
  }

  #wentOffline(): void {
    this.#socket?.close();
    this.#socket = undefined;
    this.#target.presence([]);
    this.#connection.say("offline");
    this.#retry();
  }

  #failed(error: Error): void {
    const refusal = error instanceof ApiError && !error.foreign ? error : undefined;
    if (refusal?.status === 404) return this.#over("gone", refusal);
    if (refusal?.status === 403) return this.#over("forbidden", refusal);
    if (refusal?.status === 401) return this.#over("error", refusal);
    clearTimeout(this.#socketTimer);
    this.#blocked = 0; // whether sockets are blocked shows only while REST works
    if (!this.#socket?.greeted) this.#connection.say("offline");
    if (!this.#target.position()) this.#target.failed("error", error);
    this.#retry();
  }

  #over(status: "error" | "gone" | "forbidden", why: Error | string): void {
    this.stop();
    this.#connection.say("offline");
    this.#target.failed(status, typeof why === "string" ? new Error(why) : why);
  }

  #retry(): void {
    this.#later(backoff(this.#attempt, this.#options.random), () => void this.#resume());
    this.#attempt += 1;
  }

  #later(ms: number, what: () => unknown): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(what, ms);
  }
}
