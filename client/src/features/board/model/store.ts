/** One board, live: what components read and do. */
import type { BoardApi } from "../api/boards";
import { Engine } from "./engine";
import { identified, type CardField, type NewOperation, type Operation } from "./operations";
import type { Spot } from "./presence";
import type { OpenSocket, SocketLike } from "./socket";
import type { Card } from "./types";
import type {
  AnswerListener,
  BoardView,
  Choice,
  Conflict,
  FieldChange,
  LogListener,
  NotificationNews,
  Outcome,
  Task,
} from "./view";

export interface BoardStoreOptions {
  readonly boardId: string;
  readonly api: BoardApi;
  readonly openSocket?: OpenSocket;
  /** Where what is pending survives a reload; undefined keeps it in memory only. */
  readonly storage?: Storage | undefined;
  /** From 0 to 1, for the jitter of attempts. */
  readonly random?: () => number;
}

export class BoardStore {
  readonly #engine: Engine;

  constructor(options: BoardStoreOptions) {
    this.#engine = new Engine({
      boardId: options.boardId,
      api: options.api,
      openSocket: options.openSocket ?? ((url) => new WebSocket(url) as SocketLike),
      storage: "storage" in options ? options.storage : sessionStorage,
      random: options.random ?? Math.random,
    });
  }

  /** Listen for changes of the view. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => this.#engine.subscribe(listener);

  /** The same object as long as nothing changes. */
  readonly getView = (): BoardView => this.#engine.view();

  /** Load the board and follow it. */
  start(): void {
    this.#engine.start();
  }

  /** Follow it no more. What is pending stays, for another `start` or the next page. */
  stop(): void {
    this.#engine.stop();
  }

  /**
   * Do something: it shows at once, and is taken back if the server refuses it.
   *
   * The promise ends with the server's answer; without a connection that is when there is one.
   */
  dispatch(operation: Operation | NewOperation): Promise<Outcome> {
    return this.#engine.dispatch(identified(operation));
  }

  /** Decide a conflict: what is chosen is written over what was seen. */
  resolveConflict(id: string, choice: Choice): Promise<Outcome> {
    const conflict = this.#engine.takeConflict(id);
    if (!conflict || choice === "theirs") return Promise.resolve({ ok: true });
    return this.dispatch(decided(conflict, choice === "mine" ? conflict.mine : choice.merged));
  }

  /** Put a notice away. */
  dismiss(noticeId: string): void {
    this.#engine.dismiss(noticeId);
  }

  /** Say where this person is; others see it. */
  setPresence(presence: Spot): void {
    const { card_id } = presence;
    this.#engine.setPresence(
      card_id === undefined ? presence : { ...presence, card_id: this.realId(card_id) },
    );
  }

  /**
   * The whole card, with its details; `view.details` keeps them current from then on.
   *
   * @throws ApiError, OfflineError
   */
  loadCard(cardId: string): Promise<Card> {
    return this.#engine.loadCard(this.realId(cardId));
  }

  /**
   * Read the next comments of a card, or its first ones; `view.comments` keeps them current.
   *
   * @throws ApiError, OfflineError
   */
  loadComments(cardId: string): Promise<void> {
    return this.#engine.loadComments(this.realId(cardId));
  }

  /** The server's id of what was made here; any other id as it is. */
  realId(id: string): string {
    return this.#engine.view().created.get(id) ?? id;
  }

  /**
   * The last change of a field by somebody else, if it came after this version of the card: for
   * who is typing, whose text it must not overwrite.
   */
  changedSince(cardId: string, field: CardField, version: number): FieldChange | undefined {
    return this.#engine.changedSince(this.realId(cardId), field, version);
  }

  /** Listen for news of tasks that this person asked for. Returns how to stop. */
  onTask(listener: (task: Task) => void): () => void {
    return this.#engine.tasks.add(listener);
  }

  /** Listen to the log, for what the board's copy does not hold. Returns how to stop. */
  onLog(listener: LogListener): () => void {
    return this.#engine.log.add(listener);
  }

  /** Listen to the answers to operations. Returns how to stop. */
  onAnswer(listener: AnswerListener): () => void {
    return this.#engine.answers.add(listener);
  }

  /** Listen for news of this person's notifications. Returns how to stop. */
  onNotification(listener: (news: NotificationNews) => void): () => void {
    return this.#engine.notifications.add(listener);
  }

  /** When everything that was done here is with the server, or was refused. */
  settled(): Promise<void> {
    return this.#engine.settled();
  }

  /** The number of an event of an operation's change; undefined if it is not known. */
  seqOf(operation: Pick<Operation, "id">): number | undefined {
    return this.#engine.seqs.of(operation);
  }
}

function decided(conflict: Conflict, value: unknown): NewOperation {
  const { card_id, comment_id, field, theirs, version } = conflict;
  if (comment_id !== undefined) {
    const body = String(value ?? "");
    return { type: "updateComment", card_id, comment_id, base_version: version, body };
  }
  return {
    type: "updateCard",
    card_id,
    base_version: version,
    fields: { [field]: value },
    was: { [field]: theirs },
  };
}
