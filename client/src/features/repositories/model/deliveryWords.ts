/** What a delivery says and how it stands, in words. Pure functions. */
import type { Delivery, DeliveryCard } from "../api/deliveries";

export type Tone = "plain" | "accent" | "good" | "warn" | "danger";

interface StateWords {
  readonly label: string;
  readonly tone: Tone;
}

const STATES: Readonly<Record<Delivery["state"], StateWords>> = {
  waiting: { label: "Waiting", tone: "plain" },
  working: { label: "Working", tone: "accent" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "danger" },
  dropped: { label: "Dropped", tone: "warn" },
};

export function stateWords({ state, task }: Delivery): StateWords {
  if (task?.state === "retrying") return { label: "Trying again", tone: "warn" };
  if (task?.state === "indeterminate") return { label: "Outcome unknown", tone: "danger" };
  return STATES[state];
}

export const isUnderWay = ({ state }: Delivery): boolean =>
  state === "waiting" || state === "working";

/** Whether it ended, and not well. */
export const endedBadly = ({ state }: Delivery): boolean =>
  state === "failed" || state === "dropped";

export const canReplay = (delivery: Delivery): boolean =>
  delivery.repository.connected && delivery.body_kept && !isUnderWay(delivery);

/** The event with what happened, as `pull_request opened`. */
export const eventWords = ({ event, action }: Delivery): string =>
  action ? `${event} ${action}` : event;

const SHORT_SHA = 7;

/** What it is about: `#7`, a branch, a tag, a commit; undefined if it does not say. */
export function subjectWords({ subject }: Delivery): string | undefined {
  if (subject.pull_request) return `#${subject.pull_request}`;
  return subject.branch ?? subject.tag ?? subject.commit?.slice(0, SHORT_SHA) ?? undefined;
}

/** What it is called where a button or a message speaks of it. */
export function titleOf(delivery: Delivery): string {
  const about = subjectWords(delivery);
  return about ? `${eventWords(delivery)}, ${about}` : eventWords(delivery);
}

/** What happened to some cards. */
export interface Happening {
  readonly words: string;
  readonly cards: readonly DeliveryCard[];
}

/** What came of it, in the order in which one wants to know. */
export function happenings({ story }: Delivery): readonly Happening[] {
  if (!story) return [];
  const found = [
    { words: "moved", cards: story.moved },
    { words: "linked to", cards: story.linked },
    { words: "taken off", cards: story.unlinked },
    { words: "shown on", cards: story.concerned },
  ];
  return found.filter(({ cards }) => cards.length > 0);
}

const NO_CARDS: Readonly<Record<string, string>> = {
  ping: "the webhook works",
  repository: "the repository was looked at",
};

const IGNORED: Readonly<Record<string, string>> = {
  disconnected: "left alone: the repository was disconnected",
  overtaken: "left alone: something newer was known",
};

/** What came of it beside cards that are there; undefined where they say it all. */
export function furtherWords(delivery: Delivery): string | undefined {
  const { story, event } = delivery;
  if (!story) return undefined;
  if (story.ignored) return IGNORED[story.ignored];
  if (story.gone > 0)
    return story.gone === 1 ? "a card that is gone" : `${story.gone} cards that are gone`;
  if (happenings(delivery).length > 0) return undefined;
  return NO_CARDS[event] ?? "no card";
}

/** What came of it in one line, without links. */
export function outcomeWords(delivery: Delivery): string {
  const cards = happenings(delivery).map(
    ({ words, cards: named }) => `${words} ${named.map(({ key }) => key).join(", ")}`,
  );
  return [...cards, furtherWords(delivery)].filter(Boolean).join(" · ");
}

/** What to do about one that did not go well, or that cannot be replayed; undefined if nothing. */
export function adviceOf(delivery: Delivery): string | undefined {
  if (isUnderWay(delivery)) return undefined;
  if (!delivery.repository.connected) return "To replay it, connect the repository again.";
  if (!delivery.body_kept) {
    return "What was delivered is not kept any more. Have GitHub deliver it again: it can for three days.";
  }
  if (delivery.state === "dropped") {
    return "Its work was cancelled or dropped before it was done. Replay it to have it done.";
  }
  if (delivery.state !== "failed") return undefined;
  if (delivery.error?.code === "unexpected") {
    return "That is a mistake of Trivet\u2019s: its log has more. Replay it once that is mended.";
  }
  if (delivery.error?.code === "malformed_payload") {
    return "Trivet could not read it, and will not by itself. Replay it after an upgrade.";
  }
  return "Replay it once the cause is mended. What it did before is not done twice.";
}
