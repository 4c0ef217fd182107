import type { BoardStore, Card, CardField, Conflict } from "../../model";
import { draft } from "../../model";
import { longDate } from "../card/dates";
import { PRIORITY_WORDS } from "../card/PriorityGlyph";
import { personOf, useLookup } from "../context";
import { Compare } from "./Compare";
import styles from "./Panel.module.css";

const FIELD_WORDS: Readonly<Record<CardField, string>> = {
  title: "The title was",
  description: "The description was",
  acceptance_criteria: "The acceptance criteria were",
  priority: "The priority was",
  estimate: "The estimate was",
  start_date: "The start date was",
  due_date: "The due date was",
};

const TEXTS = new Set<CardField>(["title", "description", "acceptance_criteria"]);

/** A field's value in words. */
export function inWords(field: CardField, value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (field === "priority") return PRIORITY_WORDS[value as keyof typeof PRIORITY_WORDS];
  if (field === "start_date" || field === "due_date") return longDate(String(value));
  return String(value);
}

/** A choice to make is shown, however far down one was reading. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "center" });
}

interface ConflictsProps {
  readonly store: BoardStore;
  readonly card: Card;
  readonly conflicts: readonly Conflict[];
}

/** What two people changed at the same time: both values, and the choice. */
export function Conflicts({ store, card, conflicts }: ConflictsProps) {
  const lookup = useLookup();
  return conflicts
    .filter(({ card_id }) => card_id === card.id)
    .map(({ id, field, mine, theirs, who, when }) => {
      const name = who ? personOf(lookup, who).name : "Somebody";
      const decide = (choice: "mine" | "theirs" | { merged: string }) => {
        draft(`card:${card.id}:${field}`).clear();
        void store.resolveConflict(id, choice);
      };
      return (
        <section key={id} ref={intoView} className={styles.conflict} role="alert">
          <p className={styles.conflictWords}>
            {FIELD_WORDS[field]} changed by <b dir="auto">{name}</b> while you were changing it.
            Yours is not saved yet.
          </p>
          <Compare
            mine={inWords(field, mine)}
            theirs={inWords(field, theirs)}
            who={name}
            when={when}
            onMine={() => decide("mine")}
            onTheirs={() => decide("theirs")}
            onMerge={TEXTS.has(field) ? (merged) => decide({ merged }) : undefined}
          />
        </section>
      );
    });
}
