/** What was said about the cards that somebody has open, kept current by events. Pure. */
import type { CommentOperation } from "./detailOperations";
import type { Operation } from "./operations";
import type { PendingOperation } from "./view";
import type { BoardEvent, Comment } from "./types";

/** The comments of one card, as far as they were read: the oldest first. */
export interface Thread {
  readonly comments: readonly Comment[];
  /** Where to read on; null once all are there, undefined before the first page. */
  readonly next: string | null | undefined;
  /** What was said since, which a later page brings too. */
  readonly tail: readonly Comment[];
  /** What events said of a comment last, for pages that were read before; null: deleted. */
  readonly heard: ReadonlyMap<string, Comment | null>;
}

export type Threads = ReadonlyMap<string, Thread>;

/** One stretch of a card's comments. */
export interface CommentsPage {
  readonly items: readonly Comment[];
  readonly next_cursor?: string | null;
}

/** A comment as it is shown. */
export interface ShownComment extends Comment {
  /** Our own change of it is on its way. */
  readonly pending?: boolean;
}

export interface ShownThread {
  readonly comments: readonly ShownComment[];
  /** Where to read on; null once all are there, undefined before the first page. */
  readonly next: string | null | undefined;
  /** What comes after what was not read yet. */
  readonly tail: readonly ShownComment[];
}

export const NEW_THREAD: Thread = { comments: [], next: undefined, tail: [], heard: new Map() };

/** The thread with the next page; what events told meanwhile is newer than the page. */
export function withPage(thread: Thread, page: CommentsPage): Thread {
  const { heard } = thread;
  const known = new Set(thread.comments.map(({ id }) => id));
  const read = page.items
    .filter(({ id }) => !known.has(id) && heard.get(id) !== null)
    .map((one) => newer(one, heard.get(one.id)));
  const comments = [...thread.comments, ...read];
  const next = page.next_cursor ?? null;
  const ids = new Set(comments.map(({ id }) => id));
  const tail = thread.tail.filter(({ id }) => !ids.has(id));
  if (next !== null) return { ...thread, comments, next, tail };
  return { ...thread, comments: [...comments, ...tail], next, tail: [] };
}

/** The thread after a gap in the log: what events said before it may be outdated. */
export function forgotten(thread: Thread): Thread {
  return { ...thread, heard: new Map() };
}

/** The thread begun anew with its first page, and what events told since the gap. */
export function reread({ heard }: Thread, page: CommentsPage): Thread {
  const tail = [...heard.values()].filter((one) => one !== null);
  return withPage({ ...NEW_THREAD, heard, tail }, page);
}

/** The threads after an event; the same map if it changes none. */
export function threadsAfter(threads: Threads, event: BoardEvent): Threads {
  const there = event.card_id === null ? undefined : threads.get(event.card_id);
  if (!there || event.card_id === null) return threads;
  const after = new Map(threads);
  if (event.type === "card.deleted" || event.type === "card.left") {
    after.delete(event.card_id);
    return after;
  }
  const { comment, comment_id } = event.payload as {
    readonly comment?: Comment;
    readonly comment_id?: string;
  };
  const id = comment?.id ?? comment_id;
  if (!event.type.startsWith("comment.") || id === undefined) return threads;
  return after.set(event.card_id, withNews(there, event.type, id, comment ?? null));
}

function withNews(thread: Thread, type: string, id: string, comment: Comment | null): Thread {
  const heard = new Map(thread.heard).set(id, comment);
  const change = (all: readonly Comment[]): readonly Comment[] =>
    comment
      ? all.map((one) => (one.id === id ? newer(one, comment) : one))
      : all.filter((one) => one.id !== id);
  const changed = {
    ...thread,
    comments: change(thread.comments),
    tail: change(thread.tail),
    heard,
  };
  if (type !== "comment.created" || !comment) return changed;
  if ([...thread.comments, ...thread.tail].some((one) => one.id === id)) return changed;
  return thread.next === null
    ? { ...changed, comments: [...changed.comments, comment] }
    : { ...changed, tail: [...changed.tail, comment] };
}

function newer(one: Comment, other: Comment | null | undefined): Comment {
  return other && other.version > one.version ? other : one;
}

function isCommentOperation(operation: Operation): operation is CommentOperation {
  return operation.type.endsWith("Comment");
}

/**
 * What is shown: the confirmed comments with our own pending ones.
 *
 * @param me who is signed in: whose pending comments are.
 */
export function threadsShown(
  threads: Threads,
  pending: readonly PendingOperation[],
  me: string | undefined,
): ReadonlyMap<string, ShownThread> {
  const shown = new Map<string, ShownThread>(threads);
  for (const { operation, at } of pending) {
    if (!isCommentOperation(operation)) continue;
    const there = shown.get(operation.card_id);
    if (there) shown.set(operation.card_id, overlaidBy(there, operation, at, me));
  }
  return shown;
}

function overlaidBy(
  thread: ShownThread,
  operation: CommentOperation,
  at: number,
  me: string | undefined,
): ShownThread {
  if (operation.type === "addComment") {
    const { temp_id: id, card_id, body } = operation;
    const all = [...thread.comments, ...thread.tail];
    if (all.some((one) => one.id === id)) return thread;
    const facts = { id, card_id, body, version: 0, created_at: new Date(at).toISOString() };
    const one: ShownComment = { ...facts, ...(me ? { author_id: me } : {}), pending: true };
    return thread.next === null
      ? { ...thread, comments: [...thread.comments, one] }
      : { ...thread, tail: [...thread.tail, one] };
  }
  const change = (all: readonly ShownComment[]) =>
    operation.type === "removeComment"
      ? all.filter(({ id }) => id !== operation.comment_id)
      : all.map((one) =>
          one.id === operation.comment_id ? { ...one, body: operation.body, pending: true } : one,
        );
  return { ...thread, comments: change(thread.comments), tail: change(thread.tail) };
}
