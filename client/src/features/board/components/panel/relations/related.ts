/** The cards that a card has to do with, from the board's copy and from what the server tells of others. */
import type { CardRef, Relations } from "../../../api/relations";
import type { BoardState, Card } from "../../../model";

export type Kind = "parent" | "blocked_by" | "blocks" | "children";

/** A card as a row names it; of one that nothing is known of yet, only its id. */
export interface Related {
  readonly id: string;
  readonly key?: string;
  readonly title?: string;
  readonly column?: string;
  readonly category?: CardRef["category"];
  readonly archived?: boolean;
  /** The other board that it stands on. */
  readonly board?: { readonly id: string; readonly name: string };
}

export type Groups = Readonly<Record<Kind, readonly Related[]>>;

/**
 * All four groups.
 *
 * @param told what the server said last; what the board's own copy says of a card is newer.
 */
export function groupsOf(card: Card, state: BoardState, told: Relations | undefined): Groups {
  const refs = new Map<string, CardRef>();
  for (const ref of [told?.parent ?? [], told?.children, told?.blocked_by, told?.blocks].flat()) {
    if (ref) refs.set(ref.id, ref);
  }
  const one = (id: string) => {
    const here = state.cards.get(id);
    return here ? ofCard(here, state) : ofRef(id, refs.get(id), state.head.id);
  };
  const named = (ids: readonly string[] | undefined) => {
    // The server leaves out what is in the bin.
    const gone = (id: string) => told !== undefined && !state.cards.has(id) && !refs.has(id);
    return (ids ?? []).filter((id) => !gone(id)).map(one);
  };
  return {
    parent: named(card.parent_id ? [card.parent_id] : []),
    blocked_by: named(card.blocked_by),
    blocks: named(card.blocks),
    children: childrenOf(card, state, told).map(one),
  };
}

/** Children of this board as its copy has them, then those of others as the server told. */
function childrenOf(card: Card, state: BoardState, told: Relations | undefined): readonly string[] {
  const here = [...state.cards.values()]
    .filter(({ parent_id }) => parent_id === card.id)
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => id);
  const others = (told?.children ?? []).filter(({ id }) => !state.cards.has(id));
  return [...here, ...others.map(({ id }) => id)];
}

function ofCard(card: Card, state: BoardState): Related {
  const column = state.columns.get(card.column_id);
  return {
    id: card.id,
    key: card.key,
    title: card.title,
    ...(column ? { column: column.name, category: column.category } : {}),
  };
}

function ofRef(id: string, ref: CardRef | undefined, boardId: string): Related {
  if (!ref) return { id };
  const elsewhere = ref.board_id !== boardId;
  return {
    id,
    key: ref.key,
    title: ref.title,
    column: ref.column_name,
    category: ref.category,
    archived: Boolean(ref.archived_at),
    ...(elsewhere ? { board: { id: ref.board_id, name: ref.board_name } } : {}),
  };
}

const KEY = /^[A-Z][A-Z0-9]{0,9}-[1-9]\d{0,8}$/;

/** What was typed as the key of a card; undefined if it cannot be one. */
export function keyIn(typed: string): string | undefined {
  const key = typed.trim().toUpperCase();
  return KEY.test(key) ? key : undefined;
}
