/** Fetches a board and its log over REST, and hands events on without gap or repetition. */
import type { BoardApi } from "../api/boards";
import type { BoardEvent, Snapshot } from "./types";

/** Who holds the copy. */
export interface Copy {
  /** What the copy has; undefined before the first snapshot. */
  position(): { readonly seq: number; readonly epoch: string } | undefined;
  snapshot(snapshot: Snapshot): void;
  /** Events that follow the position without a gap. */
  events(events: readonly BoardEvent[]): void;
  user(userId: string): void;
}

export class Follower {
  readonly #boardId: string;
  readonly #api: BoardApi;
  readonly #copy: Copy;
  #user: string | undefined;
  /** Events that arrive while a snapshot loads. */
  #early: BoardEvent[] | undefined;
  #loading: Promise<boolean> | undefined;
  #catching: Promise<void> | undefined;
  #stopped = false;

  constructor(boardId: string, api: BoardApi, copy: Copy) {
    this.#boardId = boardId;
    this.#api = api;
    this.#copy = copy;
  }

  /** Whether a snapshot is being loaded: what we have may be wrong until then. */
  get loading(): boolean {
    return this.#loading !== undefined;
  }

  /** Take nothing in any more, also of what is under way. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Load the board anew.
   *
   * @throws ApiError, OfflineError
   */
  async load(): Promise<void> {
    if (!(await this.#snapshot())) await this.catchUp();
  }

  /**
   * Fetch what came after our position; the whole board where that cannot be had.
   *
   * @throws ApiError, OfflineError
   */
  catchUp(): Promise<void> {
    this.#catching ??= this.#fetchLog().finally(() => {
      this.#catching = undefined;
    });
    return this.#catching;
  }

  /**
   * Take events in; those that we have already are passed over.
   *
   * @returns false if one before them is missing, or one makes no sense.
   */
  accept(events: readonly BoardEvent[]): boolean {
    if (this.#stopped) return true;
    if (this.#early) {
      this.#early.push(...events);
      return true;
    }
    const seq = this.#copy.position()?.seq ?? 0;
    const fresh = events.filter((event) => event.seq > seq);
    if (fresh.some((event, index) => event.seq !== seq + 1 + index)) return false;
    try {
      if (fresh.length > 0) this.#copy.events(fresh);
      return true;
    } catch (error) {
      console.error("An event could not be applied; the board is loaded anew.", error);
      return false;
    }
  }

  /** Say who is signed in; the copy is told if that is new. */
  knowUser(userId: string): void {
    if (this.#user === userId || this.#stopped) return;
    this.#user = userId;
    this.#copy.user(userId);
  }

  /** Load the board once; whether nothing is missing between it and what came meanwhile. */
  #snapshot(): Promise<boolean> {
    this.#loading ??= this.#fetchSnapshot().finally(() => {
      this.#loading = undefined;
      this.#early = undefined;
    });
    return this.#loading;
  }

  async #fetchSnapshot(): Promise<boolean> {
    this.#early = [];
    const [snapshot, user] = await Promise.all([
      this.#api.board(this.#boardId),
      this.#user ?? this.#api.whoAmI(),
    ]);
    if (this.#stopped) return true;
    this.knowUser(user);
    this.#copy.snapshot(snapshot);
    const early = this.#early;
    this.#early = undefined;
    return this.accept(early);
  }

  async #fetchLog(): Promise<void> {
    for (;;) {
      if (this.#loading) await this.#loading;
      const position = this.#copy.position();
      if (position) {
        const page = await this.#api.events(this.#boardId, position.seq);
        // Meanwhile the socket may have brought some of them, and a snapshot all.
        const whole = !page.resync && page.epoch === this.#copy.position()?.epoch;
        if (this.#stopped) return;
        if (whole && this.accept(page.items)) {
          if (page.next_cursor === null) return;
          continue;
        }
      }
      await this.#snapshot();
      if (this.#stopped) return;
    }
  }
}
