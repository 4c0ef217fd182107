/** What went wrong with making a branch, and the way out. Pure. */
import type { Task } from "../../../api/tasks";

/** What helps: another name, another start, another repository, an account, or another try. */
export type WayOut = "name" | "base" | "repository" | "account" | "retry";

export interface BranchTrouble {
  /** What happened. */
  readonly title: string;
  /** What to do next, as the server says it. */
  readonly detail: string;
  readonly wayOut: WayOut;
}

const KNOWN: Readonly<Record<string, readonly [title: string, wayOut: WayOut]>> = {
  branch_exists: ["This name is taken", "name"],
  branch_name_clash: ["Another branch is in the way of this name", "name"],
  branch_refused: ["GitHub refuses this branch", "name"],
  invalid_branch_name: ["A branch cannot be called this", "name"],
  base_branch_missing: ["The branch to start from is not there", "base"],
  repository_empty: ["This repository has no commit yet", "repository"],
  repository_archived: ["This repository is archived on GitHub", "repository"],
  no_write_access: ["You may not make branches in this repository", "repository"],
  repository_gone: ["This repository is not to be seen on GitHub", "repository"],
  repository_not_found: ["This repository is not connected any more", "repository"],
  github_sign_in_needed: ["GitHub wants you to sign in", "account"],
  github_limited: ["GitHub lets us ask again later", "retry"],
  github_unreachable: ["GitHub does not answer", "retry"],
};

/** What is told of a refusal or a failure by its code. */
export function branchTrouble(code: string, detail: string, title?: string): BranchTrouble {
  const [known, wayOut] = KNOWN[code] ?? [title ?? "The branch was not created", "retry"];
  return { title: known, detail, wayOut };
}

/** What went wrong with a task; null while it goes on, and once it is done. */
export function troubleOf({ state, error }: Task): BranchTrouble | null {
  if (state === "failed") return branchTrouble(error?.code ?? "", error?.detail ?? "");
  if (state === "cancelled") {
    return { title: "It was stopped", detail: "No branch was created.", wayOut: "retry" };
  }
  if (state !== "indeterminate") return null;
  const detail = error?.detail || "Try again: what is there already is not made twice.";
  return { title: "Nobody knows whether the branch was created", detail, wayOut: "retry" };
}
