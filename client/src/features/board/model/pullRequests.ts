/** How pull requests stand, in few words. Pure functions. */
import { compare } from "./ranks";
import type { PullRequest } from "./types";

/** Where a pull request is on its way, by all that is known of it. */
export type Standing =
  | "draft"
  | "open"
  | "review_requested"
  | "changes_requested"
  | "approved"
  | "ready"
  | "merged"
  | "closed";

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  draft: "Draft",
  open: "Open",
  review_requested: "Review requested",
  changes_requested: "Changes requested",
  approved: "Approved",
  ready: "Ready to merge",
  merged: "Merged",
  closed: "Closed",
};

/** What asks for attention first. */
const ORDER: readonly Standing[] = [
  ...(["changes_requested", "ready", "approved", "review_requested", "open", "draft"] as const),
  ...(["merged", "closed"] as const),
];

export type ChecksState = "failing" | "pending" | "passing";

/** The checks of a commit, taken together. */
export interface ChecksSummary {
  readonly state: ChecksState;
  readonly total: number;
  /** `2 of 5 checks failing`. */
  readonly words: string;
}

/** How far a pull request is; where nobody was asked and nothing hinders, it is ready. */
export function standingOf(one: PullRequest): Standing {
  if (one.state !== "open") return one.state;
  const { review, mergeable } = one;
  if (review === "changes_requested" || review === "review_requested") return review;
  const checks = checksOf(one)?.state ?? "passing";
  if (mergeable === true && checks === "passing") return "ready";
  return review === "approved" ? "approved" : "open";
}

/** The checks of its newest commit; null without any. */
export function checksOf({ checks }: Pick<PullRequest, "checks">): ChecksSummary | null {
  // Of which there are none, those are left out.
  const counts: Partial<NonNullable<PullRequest["checks"]>> = checks ?? {};
  const { failing = 0, pending = 0, passing = 0, neutral = 0 } = counts;
  const total = failing + pending + passing + neutral;
  if (total === 0) return null;
  const of = total === 1 ? "1 check" : `${total} checks`;
  const some = (n: number, word: string) => `${total === 1 ? of : `${n} of ${of}`} ${word}`;
  if (failing > 0) return { state: "failing", total, words: some(failing, "failing") };
  if (pending > 0) return { state: "pending", total, words: some(pending, "running") };
  return { state: "passing", total, words: `${of} passed` };
}

/** Whether nothing is left to do for it. */
export function isDecided({ state }: PullRequest): boolean {
  return state === "merged" || state === "closed";
}

/** Whether it cannot be merged as it is. */
export function hasConflicts(one: PullRequest): boolean {
  return one.mergeable === false && !isDecided(one);
}

/** Those of a card's face, what asks for attention first, and how many there is no room for. */
export function chipsOf(
  all: readonly PullRequest[],
  most: number,
): { readonly shown: readonly PullRequest[]; readonly more: number } {
  const place = (one: PullRequest) => ORDER.indexOf(standingOf(one));
  const inOrder = [...all].sort(
    (a, b) =>
      Number(a.closes === false) - Number(b.closes === false) ||
      place(a) - place(b) ||
      compare(a.repository, b.repository) ||
      a.number - b.number,
  );
  return { shown: inOrder.slice(0, most), more: Math.max(0, all.length - most) };
}

/** What is said of one where there is room for nothing else: `changes requested, 1 check failing`. */
export function inWords(one: PullRequest): string {
  const { failing = 0, pending = 0 } = isDecided(one) ? {} : (one.checks ?? {});
  const checks = failing > 0 ? failing : pending;
  const said = [
    STANDING_WORDS[standingOf(one)].toLowerCase(),
    checks > 0 &&
      `${checks} ${checks === 1 ? "check" : "checks"} ${failing ? "failing" : "running"}`,
    hasConflicts(one) && `conflicts with ${one.base ?? "its target"}`,
    one.closes === false && "only mentions this card",
  ];
  return said.filter(Boolean).join(", ");
}
