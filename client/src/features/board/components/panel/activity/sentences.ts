/** What happened to a card, in sentences. Pure functions. */
import type {
  BoardEvent,
  Branch,
  HeldBack,
  MoveCause,
  MoveReason,
  PullRequest,
} from "../../../model";
import { nameOf, PULL_REQUEST_WORDS } from "../../../model";
import { changeWords } from "./changes";

/** Text as it is; names, which may run the other way; and what GitHub calls things. */
export type Part = string | { readonly name: string } | { readonly code: string };

export interface Sentence {
  readonly seq: number;
  /** When, as RFC 3339. */
  readonly at: string;
  /** The person whose picture stands before it; undefined for GitHub and programs. */
  readonly actorId: string | undefined;
  readonly parts: readonly Part[];
}

/** What the board knows by id; undefined where it is gone. */
export interface Names {
  person(id: string): string;
  column(id: string): string | undefined;
  label(id: string): string | undefined;
  /** The key of a card of this board. */
  card(id: string): string | undefined;
}

type Payload = Readonly<Record<string, unknown>>;

/** Events as sentences, in their order; those that say nothing to people are passed over. */
export function sentencesOf(events: readonly BoardEvent[], names: Names): readonly Sentence[] {
  return events.flatMap((event) => {
    const parts = partsOf(event, names);
    if (!parts) return [];
    const actorId = event.origin === "github" ? undefined : (event.actor_id ?? undefined);
    return [{ seq: event.seq, at: event.created_at, actorId, parts }];
  });
}

/** The sentence as plain text. */
export function plain(parts: readonly Part[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part : "name" in part ? part.name : part.code))
    .join("");
}

function partsOf(event: BoardEvent, names: Names): readonly Part[] | undefined {
  const { type, payload } = event;
  const who = whoOf(event, names);
  switch (type) {
    case "card.created":
      return [...who, " created it"];
    case "card.archived":
      return [...who, " archived it"];
    case "card.restored":
      return [...who, " brought it back"];
    case "card.deleted":
      return [...who, " deleted it"];
    case "card.left":
      return [...who, " moved it to another board", ...as(payload.to_key, ", as ")];
    case "card.arrived":
      return [
        ...who,
        " moved it here from another board",
        ...as(payload.from_key, ", where it was "),
      ];
    case "comment.created":
      return [...who, " commented"];
    case "comment.updated":
      return [...who, " changed a comment"];
    case "comment.deleted":
      return [...who, " deleted a comment"];
    case "card.moved":
      return moved(who, payload, names);
    case "card.held_back":
      return heldBack(who, payload, names);
    case "card.updated": {
      const words = changeWords(payload, names);
      return words && [...who, " ", ...words];
    }
    case "pull_request.linked":
      return [...who, " linked ", requestPart(payload.pull_request) ?? "a pull request"];
    case "pull_request.unlinked":
      return [...who, " unlinked ", requestPart(payload) ?? "a pull request"];
    case "pull_request.updated":
      return byPerson(event) ? [...who, ...decided(payload)] : updated(payload);
    case "branch.created":
      return byPerson(event)
        ? [...who, " created ", ...branchName(payload.branch)]
        : branchParts(payload.branch, "was created");
    case "branch.deleted":
      return branchParts(payload, "was deleted");
    default:
      return undefined;
  }
}

/** What a card is called elsewhere, after some words. */
function as(key: unknown, words: string): readonly Part[] {
  return typeof key === "string" ? [words, { code: key }] : [];
}

/** What a pull request is called; undefined where old events do not tell it any more. */
function requestPart(facts: unknown): Part | undefined {
  const { repository, number } = (facts ?? {}) as Partial<PullRequest>;
  if (repository === undefined || number === undefined) return undefined;
  return { code: nameOf({ repository, number }) };
}

function branchParts(facts: unknown, what: string): readonly Part[] {
  const { name } = (facts ?? {}) as Partial<Branch>;
  return name === undefined ? [`A branch ${what}`] : ["Branch ", { code: name }, ` ${what}`];
}

/** Within a sentence. */
function branchName(facts: unknown): readonly Part[] {
  const { name } = (facts ?? {}) as Partial<Branch>;
  return name === undefined ? ["a branch"] : ["the branch ", { code: name }];
}

/** Whether somebody did it here, and not GitHub. */
function byPerson({ origin, actor_id }: BoardEvent): boolean {
  return origin !== "github" && actor_id !== null;
}

const PROGRAMS: Readonly<Record<string, string>> = {
  github: "GitHub",
  miro: "Miro",
  api: "A program",
  agent: "An agent",
  import: "An import",
};

/** Through what somebody did it, where that is not this page. */
const MEANS: Readonly<Record<string, string>> = {
  api: " (API)",
  agent: " (agent)",
  import: " (import)",
};

function whoOf(event: BoardEvent, names: Names): readonly Part[] {
  const { actor_id, origin, payload } = event;
  if (!byPerson(event) || actor_id === null) return [PROGRAMS[origin] ?? "Somebody"];
  const { undoes } = payload;
  const means = Array.isArray(undoes) && undoes.length > 0 ? " (undo)" : MEANS[origin];
  return [{ name: names.person(actor_id) }, ...(means ? [means] : [])];
}

function moved(who: readonly Part[], payload: Payload, names: Names): readonly Part[] | undefined {
  const { column_id: to, from_column_id: from, reason } = payload;
  if (to === from) return undefined; // another place in the same column
  const column = (id: unknown): Part => {
    const name = names.column(String(id));
    return name === undefined ? "a column that is gone" : { name };
  };
  const why = (reason ?? undefined) as Partial<MoveReason> | undefined;
  const because = why ? becauseOf(why) : [];
  if (why?.corrected) return [...who, " put it back to ", column(to), ...because];
  return [...who, " moved it from ", column(from), " to ", column(to), ...because];
}

/** What a rule could not do; nothing where it only says that this is over. */
function heldBack(who: readonly Part[], payload: Payload, names: Names) {
  const held = (payload.held_back ?? undefined) as Partial<HeldBack> | undefined;
  if (!held) return undefined;
  const name = names.column(String(held.column_id));
  const column: Part = name === undefined ? "a column that is gone" : { name };
  const because = becauseOf(held as Partial<MoveReason>);
  return [...who, " could not move it to ", column, ", which was full", ...because];
}

/** What is said before and after the name of a pull request or a branch. */
type Around = readonly [before: string, after: string];

const LATE: Around = ["GitHub told late of ", ""];

/** What became known, where a rule moved the card on. */
const CAUSES: Readonly<Record<MoveCause, Around>> = {
  branch_created: ["", " was created"],
  draft: ["", " is a draft"],
  opened: ["", " was opened"],
  closed: ["", " was closed"],
  merged: ["", " was merged"],
  review_requested: ["a review of ", " was requested"],
  reviewed: ["", " was reviewed"],
  changes_requested: ["changes were requested for ", ""],
  approved: ["", " was approved"],
  checked: ["checks of ", " came to an end"],
  checks_failed: ["checks of ", " failed"],
  unlinked: ["", " is not for this card any more"],
  late: LATE,
};

/** What more is to be said where that left none that is not merged. */
const REST: Readonly<Partial<Record<MoveCause, string>>> = {
  closed: ", and all others are merged",
  unlinked: ", and all others are merged",
};

/** What became known, where an earlier move was taken back. */
const CORRECTIONS: Readonly<Partial<Record<MoveCause, Around>>> = {
  draft: ["", " was open"],
  opened: ["", " was open"],
  unlinked: ["", " is not for this card any more"],
  late: LATE,
};

/** What became known of something that is called so, as a sentence; undefined where we do not know. */
export function causeWords(reason: Partial<MoveReason>, called: string): string | undefined {
  const around = aroundOf(reason);
  if (!around) return undefined;
  const words = `${around[0]}${called}${around[1]}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function aroundOf({ rule, cause, corrected }: Partial<MoveReason>): Around | undefined {
  if (!cause || corrected) return cause && CORRECTIONS[cause];
  const [before, after]: Partial<Around> = CAUSES[cause] ?? [];
  const rest = (rule === "merged" && REST[cause]) || "";
  return before === undefined ? undefined : [before, `${after}${rest}`];
}

/** Nothing where a newer server gives a cause that we do not know: better than a guess by the rule. */
function becauseOf(reason: Partial<MoveReason>): readonly Part[] {
  const around = aroundOf(reason);
  const what = reasonParts(reason);
  return around && what ? [`: ${around[0]}`, ...what, around[1]] : [];
}

/** What a reason is about. On the wire, what is null may be left out. */
function reasonParts(reason: Partial<MoveReason>): readonly Part[] | undefined {
  const { repository, pull_request: number, branch } = reason;
  const request = requestPart({ repository, number: number ?? undefined });
  if (request) return [request];
  return branch ? ["branch ", { code: branch }] : undefined;
}

/** What somebody said of a pull request: whether it finishes the card. */
function decided(payload: Payload): readonly Part[] {
  const request = requestPart(payload.pull_request) ?? "a pull request";
  const { closes } = (payload.pull_request ?? {}) as Partial<PullRequest>;
  return [" said that ", request, closes === false ? " only mentions it" : " finishes it"];
}

/** What reviewers say of a pull request now; undefined where they took something back. */
function reviewed(payload: Payload): readonly Part[] | undefined {
  const { review } = (payload.pull_request ?? {}) as Partial<PullRequest>;
  const around = review && CAUSES[review];
  if (!around) return undefined;
  const words = [around[0], requestPart(payload.pull_request) ?? "a pull request", around[1]];
  const [first = "", ...rest] = words.filter((part) => part !== "");
  return typeof first === "string"
    ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest]
    : [first, ...rest];
}

/** A pull request that changed; undefined if neither how far it is did, nor what reviewers say. */
function updated(payload: Payload): readonly Part[] | undefined {
  const { state } = (payload.pull_request ?? {}) as Partial<PullRequest>;
  const before = payload.was_state ?? undefined;
  if (!state || before === undefined) return undefined;
  if (before === state) return "was_review" in payload ? reviewed(payload) : undefined;
  const article = state === "draft" ? "a " : "";
  const request = requestPart(payload.pull_request) ?? "A pull request";
  return [request, ` is now ${article}${PULL_REQUEST_WORDS[state] ?? state}`];
}
