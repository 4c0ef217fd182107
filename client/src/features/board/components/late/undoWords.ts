/** What was undone, and what was not, in words. Pure functions. */
import type { BlockedChange, UndoAnswer, UndoneChange } from "../../api/undo";
import { counted } from "../edits";

const CHANGES: Readonly<Record<string, string>> = {
  "card.created": "the making of",
  "card.updated": "the edit of",
  "card.moved": "the move of",
  "card.archived": "the archiving of",
  "card.restored": "the return of",
  "card.deleted": "the deletion of",
};

/** "the move of ENG-4", "changes of 12 cards". */
export function undoneWords(undone: readonly UndoneChange[]): string {
  const types = new Set(undone.map(({ type }) => type));
  const [type = ""] = types;
  const what = (types.size === 1 && CHANGES[type]) || "changes of";
  const keys = new Set(undone.map(({ key }) => key));
  const [key] = keys;
  return `${what} ${keys.size === 1 ? key : counted(keys.size, "card")}`;
}

const FIELDS: Readonly<Record<string, string>> = {
  title: "its title",
  description: "its description",
  acceptance_criteria: "its acceptance criteria",
  priority: "its priority",
  estimate: "its estimate",
  start_date: "its start date",
  due_date: "its due date",
  label_ids: "its labels",
  assignee_ids: "its assignees",
  checklist: "its checklist",
  links: "its links",
  blocked_by: "what it waits for",
  blocks: "what waits for it",
  parent_id: "its parent",
  column_id: "its place",
};

/** The server's reasons, about a card. */
const REASONS: Readonly<Record<string, string>> = {
  archived: "it is archived",
  deleted: "it is in the bin",
  gone: "it is gone for good",
  elsewhere: "it is on another board now",
  forgotten: "what it said before was forgotten, as somebody asked",
  column_deleted: "its column was deleted",
  column_full: "its column is full",
  board_full: "the board is full",
  label_deleted: "the label was deleted",
  not_a_member: "somebody it was assigned to is no member any more",
  related_elsewhere: "the other card is on another board",
  cycle: "the cards would wait for one another",
};

/** Why one change stays as it is. */
export function blockedWords(blocked: BlockedChange, nameOf: (id: string) => string): string {
  const { key, field, by, reason } = blocked;
  const card = key ?? "A card";
  const known = REASONS[reason];
  if (known) return `${card}: ${known}`;
  const what = FIELDS[field] ?? "it";
  return by ? `${card}: ${nameOf(by)} changed ${what} since` : `${card}: ${what} was changed since`;
}

/** The first few, and how many more there are. */
export function someOf(lines: readonly string[], most = 3): string {
  const more = lines.length - most;
  return [...lines.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** What stays as it is on GitHub, which undoing does not touch. */
export function keptWords(kept: UndoAnswer["kept"]): string | undefined {
  const there = kept.filter(({ kind }) => kind !== "deleted_branch");
  const gone = kept.filter(({ kind }) => kind === "deleted_branch");
  const name = ({ kind, name }: UndoAnswer["kept"][number]) =>
    `${kind === "pull_request" ? "Pull request" : "Branch"} ${name}`;
  const said = (some: UndoAnswer["kept"], how: string) =>
    some.length > 0
      ? [`${someOf(some.map(name))} ${some.length === 1 ? "stays" : "stay"} ${how}.`]
      : [];
  return [...said(there, "on GitHub"), ...said(gone, "deleted")].join(" ") || undefined;
}
