/** Puts the parts of a live board together: copy, outbox, sender, connection, and the view. */
import { claimDrafts } from "./drafts";
import type { EngineOptions } from "./engineOptions";
import { Listeners } from "./listeners";
import { onCardsOf, tempIdOf, type CardField, type Operation } from "./operations";
import { answerMade, eventMade } from "./made";
import { Notifier } from "./notifier";
import { Outbox } from "./outbox";
import { OwnSeqs } from "./ownSeqs";
import { OwnWrites } from "./ownWrites";
import { PresenceThrottle, type Spot } from "./presence";
import { Refusals } from "./refusals";
import { Replica } from "./replica";
import { Sender, type Data } from "./sender";
import { Sync } from "./sync";
import type { SyncTarget } from "./syncTypes";
import type { BoardEvent, Card } from "./types";
import type {
  AnswerListener,
  BoardView,
  Conflict,
  FieldChange,
  LogListener,
  NotificationNews,
  Outcome,
  PendingOperation,
  Task,
} from "./view";
import { ViewModel } from "./viewModel";

/** How long an event may be behind the answer to its request before it is fetched. */
const LAG_MS = 1_500;

export class Engine {
  readonly #options: EngineOptions;
  readonly #replica = new Replica();
  readonly #outbox: Outbox;
  readonly #own = new OwnWrites();
  readonly #view: ViewModel;
  readonly #notifier = new Notifier();
  readonly #sender: Sender;
  readonly #presence = new PresenceThrottle((message) => this.#sync?.send(message));
  readonly seqs = new OwnSeqs();
  readonly tasks = new Listeners<[task: Task]>();
  readonly log = new Listeners<Parameters<LogListener>>();
  readonly answers = new Listeners<Parameters<AnswerListener>>();
  readonly notifications = new Listeners<[news: NotificationNews]>();
  /** Cards whose details and comments may have changed while we did not see it. */
  readonly #stale = new Set<string>();
  #staleThreads = new Set<string>();
  #sync: Sync | undefined;
  #lag: ReturnType<typeof setTimeout> | undefined;
  #pruning: ReturnType<typeof setTimeout> | undefined;

  constructor(options: EngineOptions) {
    const { boardId, api, random, storage } = options;
    this.#options = options;
    this.#outbox = new Outbox(boardId, storage);
    this.#view = new ViewModel(this.#replica, this.#outbox);
    const refused = new Refusals(
      this.#outbox,
      this.#own,
      this.#view,
      () => void this.#sync?.catchUp(),
    );
    this.#sender = new Sender(
      { boardId, api, random, outbox: this.#outbox, own: this.#own },
      {
        answered: (entry, seq, data) => this.#answered(entry, seq, data),
        refused: (entry, error) => refused.take(entry.operation, error),
        changed: () => this.#notifier.soon(),
      },
    );
  }

  subscribe(listener: () => void): () => void {
    return this.#notifier.add(listener);
  }

  view(): BoardView {
    return this.#view.get();
  }

  start(): void {
    if (this.#sync) return;
    this.#sync = new Sync(this.#options, this.#target());
    this.#sync.start();
  }

  stop(): void {
    this.#sync?.stop();
    this.#sync = undefined;
    this.#sender.pause();
    this.#presence.stop();
    this.#notifier.stop();
    clearTimeout(this.#lag);
    clearTimeout(this.#pruning);
  }

  dispatch(operation: Operation): Promise<Outcome> {
    const { state } = this.view();
    const wanted = this.#view.open && state ? onCardsOf(state, operation) : undefined;
    if (!wanted) return Promise.resolve({ ok: false, reason: "dropped" });
    const outcome = this.#outbox.add(wanted);
    this.#notifier.now();
    this.#sender.pump();
    return outcome;
  }

  takeConflict(id: string): Conflict | undefined {
    const conflict = this.#view.takeConflict(id);
    this.#notifier.now();
    return conflict;
  }

  dismiss(noticeId: string): void {
    this.#view.dismiss(noticeId);
    this.#notifier.now();
  }

  setPresence(spot: Spot): void {
    this.#presence.set(spot);
  }

  async loadCard(cardId: string): Promise<Card> {
    const card = await this.#options.api.card(cardId);
    this.#replica.keepDetails(card);
    this.#notifier.now();
    return card;
  }

  async loadComments(cardId: string): Promise<void> {
    const thread = this.#replica.threads.get(cardId);
    if (!thread) this.#replica.beginThread(cardId);
    if (thread?.next === null) return;
    const page = await this.#options.api.comments(cardId, thread?.next);
    this.#replica.keepComments(cardId, thread?.next, page);
    this.#notifier.now();
  }

  changedSince(cardId: string, field: CardField, version: number): FieldChange | undefined {
    return this.#replica.changedSince(cardId, field, version);
  }

  /** When everything that was done here is with the server, or was refused. */
  settled(): Promise<void> {
    const isSettled = () => this.#outbox.entries.every(({ state }) => state === "answered");
    return new Promise((resolve) => {
      if (isSettled()) return resolve();
      const stop = this.subscribe(() => {
        if (!isSettled()) return;
        stop();
        resolve();
      });
    });
  }

  #target(): SyncTarget {
    return {
      position: () => this.#replica.state,
      snapshot: (snapshot) => {
        const restored = this.#replica.state?.epoch !== snapshot.epoch;
        this.#replica.load(snapshot).forEach((id) => this.#stale.add(id));
        this.#staleThreads = new Set(this.#replica.threads.keys());
        // In another epoch nothing brings the events that answers have promised.
        this.#outbox.confirm(restored ? Number.MAX_SAFE_INTEGER : snapshot.seq, new Map());
        this.#view.set({ status: "ready", error: undefined });
        this.#notifier.now();
        this.log.tell(null);
      },
      events: (events) => this.#events(events),
      user: (userId) => {
        claimDrafts(userId);
        this.#outbox.open(userId);
        this.#notifier.now();
      },
      presence: (presence) => this.#show({ presence }),
      connection: (connection) => this.#show({ connection }),
      greeted: () => this.#presence.again(),
      task: (task) => this.tasks.tell(task),
      notification: (news) => this.notifications.tell(news),
      current: () => {
        this.#sender.resume();
        this.#refresh();
      },
      failed: (status, error) => {
        if (status !== "error") this.#outbox.clear();
        this.#sender.pause();
        this.#show({ status, error });
      },
    };
  }

  #show(change: Parameters<ViewModel["set"]>[0]): void {
    this.#view.set(change);
    this.#notifier.soon();
  }

  #events(events: readonly BoardEvent[]): void {
    const own = new Map<string, string | null>();
    for (const event of events) {
      if (event.correlation_id === null || !this.#outbox.owns(event.correlation_id)) continue;
      own.set(event.correlation_id, own.get(event.correlation_id) ?? eventMade(event));
      this.#noteOwn(event);
      this.seqs.happened(event);
    }
    this.#replica.apply(events, (event) => this.#outbox.owns(event.correlation_id));
    this.#outbox.confirm(this.#replica.state?.seq ?? 0, own);
    if (this.#replica.state?.deleted) {
      this.stop();
      this.#outbox.clear();
      this.#view.set({ status: "gone" });
    }
    this.#prune();
    this.#sender.pump();
    if (own.size > 0) this.#notifier.now();
    else this.#notifier.soon();
    this.log.tell(events);
  }

  #noteOwn(event: BoardEvent): void {
    const entry = this.#outbox.withCorrelation(event.correlation_id);
    if (!entry || event.card_id === null) return;
    const { comment, version } = event.payload;
    const { id, version: made } = (comment ?? {}) as { id?: string; version?: number };
    if (id !== undefined) this.#own.note(entry.operation, id, made);
    else {
      const now = event.type === "card.created" ? 1 : (version as number | undefined);
      this.#own.note(entry.operation, event.card_id, now);
    }
  }

  #prune(): void {
    const next = this.#replica.prune();
    clearTimeout(this.#pruning);
    if (next === undefined || !this.#sync) return;
    this.#pruning = setTimeout(() => {
      this.#prune();
      this.#notifier.soon();
    }, next);
  }

  #answered({ operation }: PendingOperation, seq: number | null, data: Data): void {
    const id = typeof data?.id === "string" ? data.id : undefined;
    this.#own.note(operation, id, data?.version as number | undefined);
    this.seqs.answered(operation, seq);
    const confirmed = this.#replica.state?.seq ?? 0;
    const madeId = tempIdOf(operation) && answerMade(operation, data, this.#replica.loaded);
    this.#outbox.answered(operation.id, seq, madeId, confirmed);
    this.answers.tell(operation, data, seq);
    if (seq === null || seq <= confirmed) return;
    clearTimeout(this.#lag);
    this.#lag = setTimeout(() => {
      if ((this.#replica.state?.seq ?? 0) < seq) void this.#sync?.catchUp();
    }, LAG_MS);
  }

  /** Read anew what may have changed unseen; what fails stays for the next time. */
  #refresh(): void {
    for (const id of this.#staleThreads) {
      this.#staleThreads.delete(id);
      this.#rereadComments(id).catch(() => this.#staleThreads.add(id));
    }
    for (const id of this.#stale) {
      this.#stale.delete(id);
      this.loadCard(id).catch(() => this.#stale.add(id));
    }
  }

  async #rereadComments(cardId: string): Promise<void> {
    const page = await this.#options.api.comments(cardId, undefined);
    this.#replica.rereadComments(cardId, page);
    this.#notifier.now();
  }
}
