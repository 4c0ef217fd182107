/** What Trivet writes on GitHub, in words. Pure functions. */
import type { Repository } from "../../../api/queries";
import type { Switches } from "../api/repositories";

export interface Switch {
  readonly name: keyof Switches;
  readonly label: string;
  /** What will be written. */
  readonly what: string;
}

export const SWITCHES: readonly Switch[] = [
  {
    name: "links_back",
    label: "Link cards in a comment",
    what: "One comment on each pull request links its cards, and is kept up to date. Whoever sees the pull request reads their titles.",
  },
  {
    name: "status_back",
    label: "Say whether cards are blocked",
    what: "The newest commit of each pull request gets the status trivet/card: pending while a card that it would finish waits for another one.",
  },
  {
    name: "draft_on_push",
    label: "Open draft pull requests",
    what: "The first push to a branch that was made from a card opens a draft pull request, in the name of whoever made the branch if they still can.",
  },
];

/** In whose name it is written. */
export function writesAs({ writing }: Repository): string {
  const { writes_as, login, why_not } = writing;
  if (writes_as === "app") return "It is written as the GitHub App.";
  if (writes_as === "person") return `It is written as ${login ?? "the person"}, who connected it.`;
  return `Nobody can write there. ${why_not ?? ""}`.trim();
}

/** What is switched on, in short; empty for nothing. */
export function written({ writing }: Repository): string {
  const words = [
    writing.links_back && "comments",
    writing.status_back && "statuses",
    writing.draft_on_push && "drafts",
  ];
  return words.filter(Boolean).join(", ");
}

/** What somebody switched. */
export function changes(before: Switches, after: Switches): Partial<Switches> {
  const entries = SWITCHES.map(({ name }) => [name, after[name]] as const);
  return Object.fromEntries(entries.filter(([name, on]) => before[name] !== on));
}
