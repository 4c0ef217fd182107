import { describe, expect, it, test } from "vitest";

import { branchesAlone, branchOf, currentBranch, isOnGitHub, switchCommand } from "./branches";
import type { Card, PullRequest, PullRequestState } from "./types";

function request(number: number, state: PullRequestState, repository = "acme/rocket"): PullRequest {
  const branch = `branch-${number}`;
  return { id: `p${number}`, repository, number, title: "Fix", state, branch };
}

describe("the command for a branch", () => {
  test.each([
    ["feature/ENG-1-fix", "git fetch origin && git switch feature/ENG-1-fix"],
    ["fix&run", "git fetch origin && git switch 'fix&run'"],
    ["it's", `git fetch origin && git switch 'it'"'"'s'`],
    ["größe", "git fetch origin && git switch 'größe'"],
  ])("%s is one word to a shell", (name, command) => expect(switchCommand(name)).toBe(command));
});

describe("what is on GitHub", () => {
  const card = { id: "c" } as Card;
  const branch = (name: string, repository = "acme/rocket") => ({ id: name, repository, name });

  it("is a pull request or a branch", () => {
    expect(isOnGitHub(card)).toBe(false);
    expect(isOnGitHub({ ...card, pull_requests: [request(1, "closed")] })).toBe(true);
    expect(isOnGitHub({ ...card, branches: [branch("a")] })).toBe(true);
  });

  it("shows a branch alone only while no pull request of its repository speaks for it", () => {
    const branches = [branch("branch-1"), branch("branch-2"), branch("branch-1", "acme/site")];
    const all = { ...card, branches, pull_requests: [request(1, "merged")] };
    expect(branchesAlone(all)).toEqual([branches[1], branches[2]]);
  });

  it("finds the branch of a pull request in its own repository", () => {
    const branches = [branch("branch-1", "acme/site"), branch("branch-1")];
    expect(branchOf({ ...card, branches }, request(1, "open"))).toBe(branches[1]);
    expect(branchOf(card, request(1, "open"))).toBeUndefined();
  });

  it("the branch that was pushed to last is the one that is worked on", () => {
    const old = { ...branch("a"), pushed_at: "2026-11-20T10:00:00Z" };
    const fresh = { ...branch("b"), pushed_at: "2026-11-21T10:00:00Z" };
    expect(currentBranch({ ...card, branches: [branch("z"), fresh, old] })).toBe(fresh);
    expect(currentBranch({ ...card, branches: [branch("a"), branch("b")] })?.name).toBe("b");
    expect(currentBranch(card)).toBeUndefined();
  });
});
