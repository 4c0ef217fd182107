/** Which boards were opened on this browser, and when: for the order of things, for nothing else. */

const KEY = "trivet.recent";
const MOST = 50;

export interface Recent {
  /** Board id → RFC 3339. */
  readonly boards: Readonly<Record<string, string>>;
  readonly workspace?: string | undefined;
}

const NONE: Recent = { boards: {} };

export function readRecent(): Recent {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("boards" in kept)) return NONE;
    const { boards, workspace } = kept as { boards: unknown; workspace?: unknown };
    if (typeof boards !== "object" || boards === null) return NONE;
    const entries = Object.entries(boards).filter((entry): entry is [string, string] => {
      return typeof entry[1] === "string" && !Number.isNaN(Date.parse(entry[1]));
    });
    return {
      boards: Object.fromEntries(entries),
      workspace: typeof workspace === "string" ? workspace : undefined,
    };
  } catch {
    return NONE; // Storage is switched off, or holds something of another making.
  }
}

function write(recent: Recent): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    // Storage is off or full: the order falls back to that of making.
  }
}

export function rememberBoard(
  boardId: string,
  workspaceId: string | undefined,
  now = new Date(),
): void {
  const before = readRecent();
  const boards = Object.entries({ ...before.boards, [boardId]: now.toISOString() })
    .sort(([, a], [, b]) => b.localeCompare(a))
    .slice(0, MOST);
  write({ boards: Object.fromEntries(boards), workspace: workspaceId ?? before.workspace });
}

export function rememberWorkspace(workspaceId: string): void {
  write({ ...readRecent(), workspace: workspaceId });
}

/** Those opened last come first; those never opened follow in the order they have. */
export function byRecency<T extends { readonly id: string }>(
  boards: readonly T[],
  recent: Recent,
): T[] {
  const at = (board: T) => recent.boards[board.id] ?? "";
  return [...boards].sort((a, b) => at(b).localeCompare(at(a)));
}
