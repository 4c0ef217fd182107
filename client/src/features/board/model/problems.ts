/** What a refused operation becomes: nothing, a notice, or a conflict for the person. Pure. */
import { ApiError } from "../../../api/errors";
import { newId } from "./ids";
import type { CardField, Operation } from "./operations";
import type { Edit } from "./ownWrites";
import type { Conflict, Notice, OpenPullRequest } from "./view";

/** One member of an `edit_conflict`. */
interface Clash {
  readonly field: string;
  readonly yours: unknown;
  readonly theirs: unknown;
  readonly version: number;
  readonly by?: string;
  readonly at?: string;
}

/** A field that somebody else changed; the rest of the edit goes on without it. */
export interface Clashes {
  readonly all: readonly Clash[];
  /** The card's version now. */
  readonly version: number;
}

/** The clashes that a refusal names; undefined if it is another refusal. */
export function clashesOf(error: Error): Clashes | undefined {
  if (!(error instanceof ApiError) || error.code !== "edit_conflict") return undefined;
  const { conflicts, version } = error.extra;
  if (!Array.isArray(conflicts) || typeof version !== "number") return undefined;
  return { all: conflicts as Clash[], version };
}

/** The conflicts that the person decides. */
export function conflictsOf(operation: Edit, clashes: Clashes): readonly Conflict[] {
  const isCard = operation.type === "updateCard";
  return clashes.all.map((clash) => ({
    id: newId(),
    card_id: operation.card_id,
    ...(isCard ? {} : { comment_id: operation.comment_id }),
    field: clash.field as Conflict["field"],
    mine: isCard ? (operation.fields[clash.field as CardField] ?? null) : operation.body,
    theirs: clash.theirs,
    who: clash.by ?? null,
    when: clash.at ?? null,
    version: clashes.version,
  }));
}

/** The edit without the fields that clash; undefined if nothing is left of it. */
export function withoutClashes(operation: Edit, clashes: Clashes): Edit | undefined {
  if (operation.type !== "updateCard") return undefined;
  const clashing = new Set(clashes.all.map((clash) => clash.field));
  const left = Object.entries(operation.fields).filter(([name]) => !clashing.has(name));
  return left.length === 0 ? undefined : { ...operation, fields: Object.fromEntries(left) };
}

/** Whether the refusal says that what was wanted is so already. */
export function isDoneAlready({ type }: Operation, error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  if (/^(delete|remove)/.test(type))
    return error.status === 404 && error.code !== "board_not_found";
  return type === "archiveCards" && error.code === "card_archived";
}

/** Refusals that the same operation would meet again. */
const FINAL = new Set([
  "forbidden",
  "insufficient_scope",
  "board_not_found",
  "card_not_found",
  "checklist_item_not_found",
  "link_not_found",
  "comment_not_found",
  "not_your_comment",
  "unknown_parent",
  "other_workspace",
  "too_deep",
  "dependency_on_itself",
  "dependency_cycle",
  "parent_cycle",
]);

/** The pull requests that a refusal names. */
function openIn(error: Error): Pick<Notice, "open"> {
  if (!(error instanceof ApiError) || error.code !== "pull_requests_open") return {};
  const { pull_requests } = error.extra;
  return Array.isArray(pull_requests) ? { open: pull_requests as OpenPullRequest[] } : {};
}

/** What the person is told. */
export function noticeOf(operation: Operation, error: Error): Notice {
  const code = error instanceof ApiError ? error.code : "fault_of_the_page";
  const again = FINAL.has(code) ? {} : { retry: { ...operation, id: newId() } };
  return {
    id: newId(),
    operation,
    why: error.message,
    code,
    at: Date.now(),
    ...openIn(error),
    ...again,
  };
}
