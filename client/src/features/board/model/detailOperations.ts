/** What people do to the details of a card: each one request, shown at once. */
import type { Placement } from "./operations";

interface OnCard {
  /** The mutation id. */
  readonly id: string;
  readonly card_id: string;
}

export interface AddItem extends OnCard {
  readonly type: "addItem";
  /** The item's id until the server has given it one. */
  readonly temp_id: string;
  readonly text: string;
  readonly placement?: Placement;
}

export interface UpdateItem extends OnCard {
  readonly type: "updateItem";
  readonly item_id: string;
  readonly fields: { readonly text?: string; readonly done?: boolean };
}

export interface MoveItem extends OnCard {
  readonly type: "moveItem";
  readonly item_id: string;
  readonly placement: Placement;
}

export interface RemoveItem extends OnCard {
  readonly type: "removeItem";
  readonly item_id: string;
}

export interface AddLink extends OnCard {
  readonly type: "addLink";
  readonly temp_id: string;
  readonly url: string;
  readonly title: string;
}

export interface UpdateLink extends OnCard {
  readonly type: "updateLink";
  readonly link_id: string;
  readonly fields: { readonly url?: string; readonly title?: string };
}

export interface RemoveLink extends OnCard {
  readonly type: "removeLink";
  readonly link_id: string;
}

/** Which way a card depends on another one. */
export type Side = "blocked_by" | "blocks";

export interface AddDependency extends OnCard {
  readonly type: "addDependency";
  readonly side: Side;
  /** The other card's id, or its key where it stands on another board. */
  readonly other_id: string;
}

/** Both ways at once. */
export interface RemoveDependency extends OnCard {
  readonly type: "removeDependency";
  readonly other_id: string;
}

export interface AddComment extends OnCard {
  readonly type: "addComment";
  readonly temp_id: string;
  readonly body: string;
}

export interface UpdateComment extends OnCard {
  readonly type: "updateComment";
  readonly comment_id: string;
  /** The comment's version that its author saw when they began to edit. */
  readonly base_version: number;
  readonly body: string;
}

export interface RemoveComment extends OnCard {
  readonly type: "removeComment";
  readonly comment_id: string;
}

export type ItemOperation = AddItem | UpdateItem | MoveItem | RemoveItem;
export type LinkOperation = AddLink | UpdateLink | RemoveLink;
export type CommentOperation = AddComment | UpdateComment | RemoveComment;

export type DetailOperation =
  ItemOperation | LinkOperation | AddDependency | RemoveDependency | CommentOperation;

export function isDetailOperation<T extends { readonly type: string }>(
  operation: T,
): operation is Extract<T, DetailOperation> {
  return /(Item|Link|Dependency|Comment)$/.test(operation.type);
}
