import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  Button,
  ErrorState,
  type IconName,
  IconButton,
  Picker,
  type PickerOption,
  tip,
} from "../../../../../lib";
import { relationsQuery } from "../../../api/relations";
import type { BoardState, Card } from "../../../model";
import { isOver } from "../../card/blocked";
import column from "../../columns/Column.module.css";
import { useActions, useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { Section } from "../Section";
import { type Groups, groupsOf, keyIn, type Kind, type Related } from "./related";
import styles from "./Relations.module.css";
import { type Relate, useRelate } from "./useRelate";

interface KindWords {
  readonly kind: Kind;
  readonly title: string;
  readonly add: string;
}

const KINDS: readonly KindWords[] = [
  { kind: "parent", title: "Parent", add: "Parent" },
  { kind: "blocked_by", title: "Blocked by", add: "Blocked by" },
  { kind: "blocks", title: "Blocks", add: "Blocks" },
  { kind: "children", title: "Children", add: "Child" },
];

/** So many cards are offered at once; the rest is found by typing. */
const MOST_OFFERED = 30;

function optionsOf(state: BoardState, without: ReadonlySet<string>): readonly PickerOption[] {
  return [...state.order.entries()].flatMap(([columnId, ids]) => {
    const { name, category } = state.columns.get(columnId) ?? {};
    return ids.flatMap((id) => {
      const card = state.cards.get(id);
      if (!card?.key || without.has(id)) return [];
      const icon = <span className={column.category} data-category={category} {...tip(name)} />;
      return [{ id, label: card.title, hint: card.key, icon }];
    });
  });
}

interface AddProps {
  readonly words: KindWords;
  readonly state: BoardState;
  readonly card: Card;
  readonly groups: Groups;
  readonly relate: Relate;
}

function Add({ words, state, card, groups, relate }: AddProps) {
  const { kind, add } = words;
  const there = groups[kind];
  const options = useMemo(
    () => optionsOf(state, new Set([card.id, ...there.map(({ id }) => id)])),
    [state, card.id, there],
  );
  return (
    <Picker
      trigger={
        <Button size="small" variant="quiet" icon="plus">
          {kind === "parent" && there.length > 0 ? "Other parent" : add}
        </Button>
      }
      label={`${add}: title or key`}
      options={options}
      most={MOST_OFFERED}
      selected={[]}
      onChange={(_, id) => void relate.add(kind, id)}
      offer={(text) => {
        const key = keyIn(text);
        return key && `Use ${key}, of any board`;
      }}
      onCreate={(text) => void relate.add(kind, keyIn(text) ?? text)}
      emptyText="No other cards here. Type the key of one on another board."
    />
  );
}

function Row({ one, kind, relate }: { one: Related; kind: Kind; relate: Relate }) {
  const { canEdit } = useLookup();
  const actions = useActions();
  const here = actions.edits.card(one.id);
  const { key = "…", title = "", board } = one;
  const over = isOver(one.category);
  const words = [one.column, board && `on ${board.name}`, one.archived && "archived"];
  const href = here
    ? actions.hrefOf(here)
    : board && key
      ? actions.hrefOn(board.id, key)
      : undefined;
  return (
    <li className={styles.row} data-related={one.id}>
      <span
        className={column.category}
        data-category={one.category}
        {...tip(words.filter(Boolean).join(", "))}
      />
      <a
        className={styles.link}
        href={href}
        data-over={over || one.archived || undefined}
        onClick={(event) => {
          if (!here || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          actions.open(one.id);
        }}
      >
        <span className={styles.key}>{key}</span>
        <span className={styles.title} dir="auto">
          {title}
        </span>
        <span className="visually-hidden">{words.filter(Boolean).join(", ")}</span>
      </a>
      {(board ?? one.archived) && (
        <span className={styles.where} dir="auto">
          {one.archived ? "Archived" : board?.name}
        </span>
      )}
      {canEdit && (
        <span className={styles.remove}>
          <IconButton
            icon={"close" satisfies IconName}
            size="small"
            label={`Not related to ${key} any more`}
            tooltip="Remove"
            onClick={() => void relate.remove(kind, one.id)}
          />
        </span>
      )}
    </li>
  );
}

interface RelationsProps {
  readonly card: Card;
  readonly state: BoardState;
  readonly edits: DetailEdits;
}

/** What a card has to do with others: what it is part of, what it waits for, what waits for it. */
export function Relations({ card, state, edits }: RelationsProps) {
  const { canEdit } = useLookup();
  const { data, error, refetch } = useQuery(relationsQuery(card));
  const groups = useMemo(() => groupsOf(card, state, data), [card, state, data]);
  const relate = useRelate(card, edits);
  const shown = KINDS.filter(({ kind }) => groups[kind].length > 0);
  const unknown = shown.some(({ kind }) => groups[kind].some(({ key }) => key === undefined));
  if (shown.length === 0 && !canEdit) return null;
  return (
    <Section title="Relations">
      {shown.length > 0 && (
        <dl className={styles.groups}>
          {shown.map(({ kind, title }) => (
            <div key={kind} className={styles.group}>
              <dt className={styles.kind}>{title}</dt>
              <dd className={styles.cards}>
                <ul role="list">
                  {groups[kind].map((one) => (
                    <Row key={one.id} one={one} kind={kind} relate={relate} />
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {error && unknown && (
        <ErrorState
          level={3}
          title="Cards of other boards could not be loaded"
          onRetry={() => void refetch()}
        >
          {error.message}
        </ErrorState>
      )}
      {canEdit && (
        <div className={styles.adders}>
          {KINDS.map((words) => (
            <Add key={words.kind} {...{ words, state, card, groups, relate }} />
          ))}
        </div>
      )}
    </Section>
  );
}
