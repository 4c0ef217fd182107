import type { ApiToken } from "../../../api/queries";

export type Scope = ApiToken["scopes"][number];

interface ScopeInfo {
  readonly id: Scope;
  readonly name: string;
  readonly text: string;
  /** What it includes. */
  readonly includes: readonly Scope[];
}

export const SCOPES: readonly ScopeInfo[] = [
  { id: "read", name: "Read", text: "See boards and cards.", includes: [] },
  { id: "write", name: "Write", text: "Change boards and cards.", includes: ["read"] },
  {
    id: "admin",
    name: "Admin",
    text: "Manage members, repositories and rules.",
    includes: ["read", "write"],
  },
  { id: "miro", name: "Miro", text: "Speak for the whiteboard, on Miro's side.", includes: [] },
];

/** What is included in what was chosen. */
export function includedIn(chosen: ReadonlySet<Scope>): ReadonlySet<Scope> {
  return new Set(SCOPES.filter(({ id }) => chosen.has(id)).flatMap(({ includes }) => includes));
}

/** The fewest that say the same. */
export function fewest(chosen: ReadonlySet<Scope>): Scope[] {
  const included = includedIn(chosen);
  return SCOPES.flatMap(({ id }) => (chosen.has(id) && !included.has(id) ? [id] : []));
}

export const scopeName = (scope: string): string =>
  SCOPES.find(({ id }) => id === scope)?.name ?? scope;
