import type { MiroAccount } from "../api/account";

/** What scopes of Miro are for, in plain words. */
const SCOPES: Readonly<Record<string, { readonly may: string; readonly without: string }>> = {
  "boards:read": {
    may: "read boards",
    without: "boards and what stands on them cannot be seen.",
  },
  "boards:write": {
    may: "change boards",
    without: "nothing can be put on a board, or changed there.",
  },
};

/** What Trivet may do there, as one line: `Read boards, change boards`. */
export function allowed(scopes: readonly string[]): string {
  const words = scopes.map((scope) => SCOPES[scope]?.may ?? scope).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What does not work without a scope. */
export function withoutScope(scope: string): string {
  return SCOPES[scope]?.without ?? "what needs it does not work.";
}

/** Whether boards can be seen in the name of an account. */
export function readsBoards(account: MiroAccount): boolean {
  const { connected, missing_scopes: missing = [], sign_in_needed: needed } = account;
  return connected && !needed && !missing.includes("boards:read");
}
