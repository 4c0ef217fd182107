/** What components see of a board, and what they get back for an operation. */
import type { ShownThread } from "./comments";
import type { CardField, Operation } from "./operations";
import type { BoardEvent, BoardState, Details } from "./types";

export type Status = "loading" | "ready" | "error" | "gone" | "forbidden";

export interface Connection {
  readonly mode: "live" | "connecting" | "polling" | "offline";
  /** When this mode began, in milliseconds since 1970. */
  readonly since: number;
  /** When we last had proof that nothing is missing, in milliseconds since 1970; 0 is never. */
  readonly asOf: number;
}

/** Somebody who looks at the board now. */
export interface Presence {
  readonly user_id: string;
  readonly name?: string;
  readonly card_id?: string;
  readonly editing?: boolean;
}

/** What the server tells of a task to the person who asked for it. */
export type Task = Readonly<Record<string, unknown>> & { readonly id: string };

/** The server has written a notification for this person. */
export interface NotificationNews {
  /** How many of theirs are not read. */
  readonly unread: number;
}

/** Hears the answers to operations. `seq` is null where nothing was changed yet, such as by a task. */
export type AnswerListener = (
  operation: Operation,
  data: Readonly<Record<string, unknown>> | null,
  seq: number | null,
) => void;

/**
 * Hears the board's log, after the copy has taken it in: events in order, or null where the board
 * was loaded anew and anything may have happened.
 */
export type LogListener = (events: readonly BoardEvent[] | null) => void;

/** An operation of one request that is shown, but not confirmed. */
export interface PendingOperation {
  readonly operation: Operation;
  /** The id of the operation that was dispatched; several if it was one on several cards. */
  readonly dispatched: string;
  readonly state: "queued" | "sending" | "answered";
  /** How often it was sent without an answer. */
  readonly attempts: number;
  /** When the person acted, in milliseconds since 1970. */
  readonly at: number;
}

/** Two people wrote to one field: both values, for the person to choose. */
export interface Conflict {
  readonly id: string;
  readonly card_id: string;
  /** If it is about a comment of the card; its field is `body` then. */
  readonly comment_id?: string;
  readonly field: CardField | "body";
  readonly mine: unknown;
  readonly theirs: unknown;
  /** The user id; null if the server cannot say. */
  readonly who: string | null;
  /** RFC 3339; null if the server cannot say. */
  readonly when: string | null;
  /** The version of the card, or of the comment, that `theirs` was seen in. */
  readonly version: number;
}

/** A pull request that is not merged yet, as a refusal names it. */
export interface OpenPullRequest {
  readonly id: string;
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly url: string | null;
}

/** Something that was refused and has been taken back. */
export interface Notice {
  readonly id: string;
  readonly operation: Operation;
  /** In the server's words, for people. */
  readonly why: string;
  /** The problem's `code`. */
  readonly code: string;
  readonly at: number;
  /** The pull requests that are in the way, where they are. */
  readonly open?: readonly OpenPullRequest[];
  /** Dispatch this to try again; absent where that cannot help. */
  readonly retry?: Operation;
}

/** Somebody else's change, for the glow. */
export interface RecentChange {
  readonly actor_id: string | null;
  /** In milliseconds since 1970, by this machine's clock. */
  readonly at: number;
}

/** When a field of a card last changed by somebody else. */
export interface FieldChange {
  readonly version: number;
  readonly value: unknown;
  readonly actor_id: string | null;
  /** RFC 3339; null if only the outcome is known. */
  readonly at: string | null;
}

export interface BoardView {
  readonly status: Status;
  /** Why it could not be loaded. */
  readonly error?: Error;
  /** Confirmed and pending together: what is shown. */
  readonly state?: BoardState;
  readonly confirmed?: BoardState;
  readonly pending: readonly PendingOperation[];
  readonly connection: Connection;
  readonly presence: readonly Presence[];
  readonly conflicts: readonly Conflict[];
  readonly notices: readonly Notice[];
  readonly recent: ReadonlyMap<string, RecentChange>;
  /** The details of cards that were loaded with `loadCard`, kept current, pending included. */
  readonly details: ReadonlyMap<string, Details>;
  /** The comments that were read with `loadComments`, kept current, pending included. */
  readonly comments: ReadonlyMap<string, ShownThread>;
  /** Temporary id → the id that the server gave. */
  readonly created: ReadonlyMap<string, string>;
}

/** What became of an operation. */
export type Outcome =
  | {
      readonly ok: true;
      /** The id that the server gave to what was made. */
      readonly id?: string;
    }
  | {
      readonly ok: false;
      /** `dropped`: what it was about was never made, or the board is no longer there. */
      readonly reason: "refused" | "conflict" | "dropped";
      readonly notice?: Notice;
    };

/** The person's choice in a conflict. */
export type Choice = "mine" | "theirs" | { readonly merged: string };
