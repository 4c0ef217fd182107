/** What a card shows of its place on GitHub, in few words. Pure functions. */
import { compare } from "./ranks";
import type { Branch, Card, PullRequest, PullRequestState } from "./types";

export const PULL_REQUEST_WORDS: Readonly<Record<PullRequestState, string>> = {
  draft: "draft",
  open: "open",
  merged: "merged",
  closed: "closed",
};

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

/** The branch on which a pull request stands, if the card shows it too. */
export function branchOf(card: Card, one: PullRequest): Branch | undefined {
  return card.branches?.find(
    ({ repository, name }) => repository === one.repository && name === one.branch,
  );
}

/** The branch that somebody who works on the card means: the one that was pushed to last. */
export function currentBranch(card: Card): Branch | undefined {
  return [...(card.branches ?? [])]
    .sort((a, b) => compare(a.pushed_at ?? "", b.pushed_at ?? "") || compare(a.id, b.id))
    .at(-1);
}

/** What one types to work on a branch that is on GitHub. */
export function switchCommand(name: string): string {
  return `git fetch origin && git switch ${shellWord(name)}`;
}

/** What one types to make a branch by oneself. */
export function createCommand(name: string): string {
  return `git switch -c ${shellWord(name)}`;
}

/** As shells take it for one word: git allows more in a name than they do. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
