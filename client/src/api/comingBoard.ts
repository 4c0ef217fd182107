/** Shapes of routes that `schema.d.ts` does not have yet. Goes as soon as it does. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Task = Schemas["TaskOut"];

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** What became of one card of a bulk edit. */
export interface BulkResult {
  readonly card_id: string;
  readonly status: "updated" | "unchanged" | "failed";
  readonly error?: { readonly code: string; readonly detail: string } | null;
}

/** `POST /cards/bulk-update`, of at most 200 cards. */
export interface BulkAnswer {
  readonly batch_id: string;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly results: readonly BulkResult[];
}

/** A change that goes on behind, as a task. */
export interface TaskAnswer {
  readonly task: Task;
  readonly batch_id?: string;
}

export interface UndoneChange {
  readonly seq: number;
  readonly type: string;
  readonly card_id: string;
  readonly key: string;
  readonly title: string;
}

export interface BlockedChange {
  readonly card_id: string;
  /** Null if the card is no more. */
  readonly key?: string | null;
  /** `card` for its coming and going. */
  readonly field?: string | null;
  readonly reason: string;
  readonly by?: string | null;
  readonly at?: string | null;
}

/** `POST /boards/{id}/undo`. */
export interface UndoAnswer {
  readonly undone: readonly UndoneChange[];
  readonly blocked: readonly BlockedChange[];
  readonly kept: readonly {
    readonly kind: "branch" | "pull_request";
    readonly name: string;
    readonly url?: string | null;
  }[];
  readonly batch_id: string;
  readonly seqs: readonly number[];
}

/** A card as other places name it. */
export interface CardRef {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly board_id: string;
  readonly board_name: string;
  readonly column_name: string;
  readonly category: Schemas["Category"];
  readonly archived_at?: string | null;
}

/** A card in a list across boards. */
export interface CardInList extends CardRef {
  readonly priority: Schemas["Priority"];
  readonly due_date?: string | null;
  readonly updated_at: string;
  readonly board_key: string;
  readonly workspace_id: string;
}

/** `GET /boards/{id}/bin`. */
export interface InBin {
  readonly card: Pick<CardRef, "id" | "key" | "title"> & { readonly column_id: string };
  readonly deleted_at: string;
  readonly deleted_by?: string | null;
}

/** `GET /search`. */
export interface Hit {
  readonly card: CardInList;
  readonly where: "key" | "title" | "description" | "comment";
  readonly excerpt: string;
  readonly comment_id?: string | null;
}

export interface Notification {
  readonly id: string;
  readonly kind: "assigned" | "mentioned" | "unblocked" | "due_soon";
  readonly card: CardRef;
  readonly actor_id?: string | null;
  readonly actor_name?: string | null;
  readonly created_at: string;
  readonly read_at?: string | null;
  readonly comment_id?: string | null;
  readonly due_date?: string | null;
}

/** `GET /me/notifications`. */
export interface NotificationPage extends Page<Notification> {
  readonly unread: number;
}
