/** What the board's model is made of. No React, no network: pure data. */

import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

/** As it stands on the wire: of what a thing may have, only what it has. */
type Sparse<T, Always extends keyof T> = { readonly [K in Always]: T[K] } & {
  readonly [K in Exclude<keyof T, Always>]?: NonNullable<T[K]>;
};

export type Priority = Schemas["Priority"];
export type Category = Schemas["Category"];

type Told =
  | ("id" | "key" | "number" | "title" | "column_id" | "rank")
  | ("version" | "created_at" | "updated_at");

export type PullRequestState = Schemas["PullRequestState"];

export type PullRequest = Sparse<
  Schemas["PullRequestOnCard"],
  "id" | "repository" | "number" | "title" | "state" | "branch"
>;

/** Why a rule of the board moved a card. */
export type MoveReason = Schemas["MoveReason"];

/** What became known when it did. */
export type MoveCause = Schemas["MoveCause"];

export type Branch = Sparse<Schemas["BranchOnCard"], "id" | "repository" | "name">;

/** Why a rule of the board could not move a card. */
export type HeldBack = Sparse<
  Schemas["HeldBack"],
  "rule" | "column_id" | "why" | "at" | "cause" | "repository"
>;

/** What a card has in other places, each list in order of id; left out where there is nothing. */
export interface Counterparts {
  readonly pull_requests?: readonly PullRequest[];
  readonly branches?: readonly Branch[];
  readonly held_back?: HeldBack;
}

export type ChecklistItem = Schemas["ChecklistItem"];

/** An address that belongs to a card. */
export type CardLink = Sparse<Schemas["LinkOut"], "id" | "url">;

/** What only `GET /cards/{id}` answers. */
export interface Details {
  readonly description: string;
  readonly acceptance_criteria: string;
  /** In order. */
  readonly checklist: readonly ChecklistItem[];
  /** In order. */
  readonly links: readonly CardLink[];
}

/** A card of a board, with its details where they are known. */
export type Card = Sparse<Omit<Schemas["CardOnBoard"], keyof Counterparts>, Told> &
  Counterparts &
  Partial<Details>;

/** What somebody said about a card. */
export type Comment = Sparse<
  Schemas["CommentOut"],
  "id" | "card_id" | "body" | "version" | "created_at"
>;

export type Column = Sparse<Schemas["ColumnOut"], "id" | "name" | "category" | "rank">;

export type Label = Schemas["LabelOut"];

type Lists = "columns" | "labels" | "cards";

/** What `GET /boards/{id}` answers. */
export type Snapshot = Sparse<
  Omit<Schemas["BoardOut"], Lists>,
  "id" | "workspace_id" | "key" | "name" | "seq" | "epoch"
> & {
  readonly columns: readonly Column[];
  readonly labels: readonly Label[];
  readonly cards: readonly Card[];
};

/** What became of the cards of an edit of several. */
export type BulkAnswer = Schemas["BulkOut"];

/** What became of one of them. */
export type BulkResult = Schemas["CardResult"];

/**
 * One row of the log, from the socket or from `GET /boards/{id}/events`. Of any type: a newer
 * server may tell of what this client does not know.
 */
export type BoardEvent = Readonly<
  Omit<Schemas["BoardEvent"], "type" | "payload" | "batch_id"> & {
    type: string;
    /** What events have in common that are one change. */
    batch_id?: string | null;
    payload: Readonly<Record<string, unknown>>;
  }
>;

/** What an event of a known type says, by its type. */
export type Payloads = {
  readonly [Event in Schemas["BoardEvent"] as Event["type"]]: Event["payload"];
};

/** A board in memory. Changed only by making a new one; what did not change is shared. */
export interface BoardState {
  readonly head: Omit<Snapshot, "seq" | "epoch" | "columns" | "labels" | "cards">;
  readonly seq: number;
  readonly epoch: string;
  readonly deleted: boolean;
  /** In order of rank. */
  readonly columns: ReadonlyMap<string, Column>;
  /** In order of name. */
  readonly labels: ReadonlyMap<string, Label>;
  readonly cards: ReadonlyMap<string, Card>;
  /** Card ids of each column, in order of rank. */
  readonly order: ReadonlyMap<string, readonly string[]>;
}
