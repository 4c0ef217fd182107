/** What does not work without a scope of GitHub. */
const WITHOUT: Readonly<Record<string, string>> = {
  "read:user": "your name and picture do not come from GitHub.",
  "user:email": "your e-mail address is not known here if it is private on GitHub.",
  repo: "private repositories cannot be read, and no branches or pull requests made.",
  public_repo: "no branches or pull requests can be made in public repositories.",
  "read:org": "your organizations and teams are not seen.",
};

export function withoutScope(scope: string): string {
  return WITHOUT[scope] ?? "what needs it does not work.";
}
