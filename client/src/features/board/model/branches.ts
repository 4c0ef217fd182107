/** What a card shows of its place on GitHub, in few words. Pure functions. */
import { fold } from "../../../lib/matching";
import { compare } from "./ranks";
import type { Branch, Card, PullRequest, PullRequestState } from "./types";

export const PULL_REQUEST_WORDS: Readonly<Record<PullRequestState, string>> = {
  draft: "draft",
  open: "open",
  merged: "merged",
  closed: "closed",
};

/** What asks for attention first. */
const RELEVANT: readonly PullRequestState[] = ["open", "draft", "merged", "closed"];

/** The pull requests of a card as one small sign. */
export interface PullRequestBadge {
  /** Of the most relevant one. */
  readonly state: PullRequestState;
  /** `#12` of a single one; of several how many are merged, `1/3`. */
  readonly label: string;
  /** Each with its state: `#12 merged, #13 open`. */
  readonly words: string;
}

/** The badge of these pull requests; null without any. */
export function pullRequestBadge(all: readonly PullRequest[]): PullRequestBadge | null {
  const state = RELEVANT.find((one) => all.some((request) => request.state === one));
  if (!state) return null;
  const inOrder = [...all].sort(
    (a, b) => compare(a.repository, b.repository) || a.number - b.number,
  );
  const several = new Set(all.map(({ repository }) => repository)).size > 1;
  const words = inOrder
    .map((one) => `${several ? nameOf(one) : `#${one.number}`} ${PULL_REQUEST_WORDS[one.state]}`)
    .join(", ");
  // Those that were given up do not count: nobody waits for them.
  const wanted = inOrder.filter((one) => one.state !== "closed");
  const [first, second] = wanted.length > 0 ? wanted : inOrder;
  const merged = wanted.filter((one) => one.state === "merged").length;
  const label = second ? `${merged}/${wanted.length || inOrder.length}` : `#${first?.number}`;
  return { state, label, words };
}

/** A pull request as people write it: `acme/rocket#12`. */
export function nameOf(one: Pick<PullRequest, "repository" | "number">): string {
  return `${one.repository}#${one.number}`;
}

/** Whether there is something of the card on GitHub. */
export function isOnGitHub(card: Card): boolean {
  return Boolean(card.pull_requests?.length || card.branches?.length);
}

/** The branches for which no pull request speaks. */
export function branchesAlone(card: Card): readonly Branch[] {
  const spoken = new Set(card.pull_requests?.map((one) => `${one.repository} ${one.branch}`));
  return (card.branches ?? []).filter((one) => !spoken.has(`${one.repository} ${one.name}`));
}

const LONGEST_NAME = 60;

/** A name for a branch by which GitHub and Trivet know the card: `eng-1-fix-the-login`. */
export function branchName(key: string, title: string): string {
  const start = key.toLowerCase();
  const words = fold(title).match(/[a-z0-9]+/g) ?? [];
  let name = start;
  for (const word of words) {
    if (name.length + 1 + word.length > LONGEST_NAME) break;
    name += `-${word}`;
  }
  // A first word that is too long is cut, rather than left out with all the others.
  const [first] = words;
  if (name === start && first) name = `${start}-${first}`.slice(0, LONGEST_NAME);
  return name;
}
