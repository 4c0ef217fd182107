import type { BoardStore, Card, Conflict } from "../../model";
import { draft } from "../../model";
import { longDate } from "../card/dates";
import { PRIORITY_WORDS } from "../card/PriorityGlyph";
import { personOf, useActions, useLookup } from "../context";
import { Compare } from "./Compare";
import styles from "./Panel.module.css";

type Field = Conflict["field"];

const FIELD_WORDS: Readonly<Record<Field, string>> = {
  title: "The title was",
  description: "The description was",
  acceptance_criteria: "The acceptance criteria were",
  priority: "The priority was",
  estimate: "The estimate was",
  start_date: "The start date was",
  due_date: "The due date was",
  parent_id: "The parent was",
  body: "The comment was",
};

const TEXTS = new Set<Field>(["title", "description", "acceptance_criteria", "body"]);

/** A field's value in words. */
export function inWords(field: Field, value: unknown, keyOf: (id: string) => string): string {
  if (value === null || value === undefined || value === "") return "";
  if (field === "parent_id") return keyOf(String(value));
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
  const { edits } = useActions();
  const keyOf = (id: string) => edits.card(id)?.key ?? "A card that is not on this board";
  return conflicts
    .filter(({ card_id }) => card_id === card.id)
    .map(({ id, comment_id, field, mine, theirs, who, when }) => {
      const name = who ? personOf(lookup, who).name : "Somebody";
      const decide = (choice: "mine" | "theirs" | { merged: string }) => {
        draft(comment_id ? `comment:${comment_id}` : `card:${card.id}:${field}`).clear();
        void store.resolveConflict(id, choice);
      };
      return (
        <section key={id} ref={intoView} className={styles.conflict} role="alert">
          <p className={styles.conflictWords}>
            {FIELD_WORDS[field]} changed by <b dir="auto">{name}</b> while you were changing it.
            Yours is not saved yet.
          </p>
          <Compare
            mine={inWords(field, mine, keyOf)}
            theirs={inWords(field, theirs, keyOf)}
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
