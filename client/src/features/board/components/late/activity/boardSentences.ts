/** What happened on a board, in sentences; one change of many cards is one sentence. Pure. */
import type { BoardEvent } from "../../../model";
import { CATEGORY_WORDS } from "../../columns/categories";
import { type Names, type Part, type Sentence, sentencesOf } from "../../panel/activity/sentences";

export interface BoardSentence extends Sentence {
  /** The cards that it is about, each once. */
  readonly cardIds: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Events in their order, as sentences; those that say nothing to people are passed over. */
export function boardSentences(
  events: readonly BoardEvent[],
  names: Names,
): readonly BoardSentence[] {
  return changesOf(events).flatMap((change) => {
    const cardIds = [...new Set(change.flatMap(({ card_id }) => card_id ?? []))];
    for (const event of change) {
      const [said] = sentencesOf([event], names);
      const own = said ? undefined : ownParts(event, names);
      if (said) return [{ ...said, cardIds }];
      if (own) return [{ ...facts(event), parts: own, cardIds }];
    }
    return [];
  });
}

/** Events that are one change, together; changes of different kinds stay apart. */
function changesOf(events: readonly BoardEvent[]): readonly (readonly BoardEvent[])[] {
  const changes: BoardEvent[][] = [];
  for (const event of events) {
    const last = changes.at(-1);
    const same =
      !!event.batch_id && last?.[0]?.batch_id === event.batch_id && last[0].type === event.type;
    if (same) last?.push(event);
    else changes.push([event]);
  }
  return changes;
}

function facts({ seq, created_at: at, actor_id }: BoardEvent): Omit<Sentence, "parts"> {
  return { seq, at, actorId: actor_id ?? undefined };
}

function ownParts(event: BoardEvent, names: Names): readonly Part[] | undefined {
  const words = WORDS[event.type]?.(event.payload, names);
  if (!words) return undefined;
  return [event.actor_id === null ? "Somebody" : { name: names.person(event.actor_id) }, ...words];
}

type InWords = (payload: Values, names: Names) => readonly Part[] | undefined;

const plainly =
  (words: string): InWords =>
  () => [` ${words}`];

const column = (id: unknown, names: Names): Part => {
  const name = names.column(String(id));
  return name === undefined ? "that is gone" : { name };
};

const WORDS: Readonly<Record<string, InWords>> = {
  "card.deleted": plainly("deleted it"),
  "card.left": ({ to_key }) => [" moved it to another board, as ", { code: String(to_key) }],
  "card.arrived": ({ from_key }) => [" moved it here; it was ", { code: String(from_key) }],
  "comment.created": plainly("wrote a comment"),
  "comment.updated": plainly("changed a comment"),
  "comment.deleted": plainly("deleted a comment"),
  "board.created": plainly("created the board"),
  "board.archived": plainly("archived the board"),
  "board.restored": plainly("brought the board back"),
  "board.updated": ({ fields }) => {
    const { name } = fields as { name?: string };
    return name === undefined ? undefined : [" renamed the board to ", { name }];
  },
  "column.created": ({ column: made }) => [
    " added the column ",
    { name: (made as { name: string }).name },
  ],
  "column.deleted": ({ to_column_id, cards }, names) => {
    const count = (cards as readonly unknown[] | undefined)?.length ?? 0;
    if (!to_column_id || count === 0) return [" deleted a column"];
    return [" deleted a column; its cards went to ", column(to_column_id, names)];
  },
  "column.updated": columnChanged,
  "label.created": ({ label }) => [" made the label ", { name: (label as { name: string }).name }],
  "label.updated": ({ label_id, fields, was }, names) => {
    const { name } = fields as { name?: string };
    const before = (was as { name?: string } | undefined)?.name;
    if (name !== undefined && before !== undefined) {
      return [" renamed the label ", { name: before }, " to ", { name }];
    }
    const now = names.label(String(label_id));
    return [" changed the label ", now === undefined ? "that is gone" : { name: now }];
  },
  "label.deleted": plainly("deleted a label"),
  "rules.updated": plainly("changed the rules"),
  "branching.updated": plainly("changed how branches are called"),
};

function columnChanged(payload: Values, names: Names): readonly Part[] {
  const fields = payload.fields as {
    name?: string;
    wip_limit?: number | null;
    wip_hard?: boolean;
    category?: keyof typeof CATEGORY_WORDS;
  };
  const was = payload.was as { name?: string } | undefined;
  const it = column(payload.column_id, names);
  if (fields.name !== undefined && was?.name !== undefined) {
    return [" renamed the column ", { name: was.name }, " to ", { name: fields.name }];
  }
  if (fields.wip_limit === null) return [" removed the limit of the column ", it];
  if (fields.wip_limit !== undefined) {
    return [" set the limit of the column ", it, ` to ${fields.wip_limit}`];
  }
  if (fields.wip_hard !== undefined) {
    return [` made the limit of the column `, it, fields.wip_hard ? " a hard one" : " a soft one"];
  }
  if (fields.category !== undefined) {
    return [" said that the column ", it, ` stands for ${CATEGORY_WORDS[fields.category]}`];
  }
  return [" moved the column ", it];
}
