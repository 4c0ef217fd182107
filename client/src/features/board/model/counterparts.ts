/** What events about other places do to a card: its pull requests and branches. Pure functions. */
import { overlaid, without } from "./members";
import { compare } from "./ranks";
import type { Card, HeldBack } from "./types";

type Kind = "pull_requests" | "branches";
type Payload = Readonly<Record<string, unknown>>;
type Identified = { readonly id: string };

/** By type. None of them counts as a change of the card: its version and times stay. */
export const counterpartEvents: Readonly<
  Partial<Record<string, (card: Card, payload: Payload) => Card>>
> = {
  "pull_request.linked": (card, payload) => put(card, "pull_requests", payload.pull_request),
  "pull_request.updated": (card, payload) => put(card, "pull_requests", payload.pull_request),
  "pull_request.unlinked": (card, payload) => taken(card, "pull_requests", payload.pull_request_id),
  "branch.created": (card, payload) => put(card, "branches", payload.branch),
  "branch.updated": (card, payload) => put(card, "branches", payload.branch),
  "branch.deleted": (card, payload) => taken(card, "branches", payload.branch_id),
  "card.held_back": (card, payload) => held(card, payload.held_back),
};

/** The card with the reason for which a rule could not move it; without one if that is over. */
function held(card: Card, why: unknown): Card {
  return why ? { ...card, held_back: overlaid(why as HeldBack, {}) } : withoutHeldBack(card);
}

/** The card that nothing holds back: one that was moved, by whomever. */
export function withoutHeldBack(card: Card): Card {
  return card.held_back ? (without(card, "held_back") as Card) : card;
}

/** The card with one more, or with another in place of the one of the same id. */
function put(card: Card, kind: Kind, thing: unknown): Card {
  // Of what a thing may have, a card holds only what it has.
  const one = overlaid(thing as Identified, {});
  const others: readonly Identified[] = (card[kind] ?? []).filter(({ id }) => id !== one.id);
  const list = [...others, one].sort((a, b) => compare(a.id, b.id));
  return { ...card, [kind]: list };
}

/** The card without one; the card itself if it has none of this id. */
function taken(card: Card, kind: Kind, id: unknown): Card {
  const list: readonly Identified[] = card[kind] ?? [];
  const left = list.filter((one) => one.id !== id);
  if (left.length === list.length) return card;
  const bare = without(card, kind) as Card;
  return left.length === 0 ? bare : { ...bare, [kind]: left };
}
