import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useRef } from "react";
import type { Card as CardData } from "../../model";
import { blockedOf } from "../card/blocked";
import { Card } from "../card/Card";
import { useActions, useLookup } from "../context";
import { landingLine, type Span } from "../drag/geometry";
import { type Lane, useLanes } from "../drag/lanes";
import { useUi, useUiStore } from "../ui";
import styles from "./CardList.module.css";
import { estimatedHeight } from "./estimate";

export const CARD_GAP = 8;
const PADDING = 2;
const OVERSCAN = 6;

export interface CardListProps {
  readonly columnId: string;
  readonly label: string;
  readonly ids: readonly string[];
  readonly cards: ReadonlyMap<string, CardData>;
  readonly pending: ReadonlySet<string>;
  readonly recent: ReadonlyMap<string, { readonly at: number }>;
  readonly openId: string | null;
  readonly emptyText: string;
  /** Whether the end is kept in view as cards are added there. */
  readonly followEnd?: boolean;
}

function without(spans: readonly Span[], ids: readonly string[], moving: ReadonlySet<string>) {
  return moving.size === 0 ? spans : spans.filter((_, index) => !moving.has(ids[index] ?? ""));
}

/** Scrolls by as little as shows the line at `y` with some room around. */
function keepInView(body: HTMLElement, y: number): void {
  const room = Math.min(80, body.clientHeight / 3);
  const top = Math.min(body.scrollTop, y - room);
  body.scrollTop = Math.max(top, y + room - body.clientHeight);
}

/** The cards of a column, of which only those near the screen exist. */
export const CardList = memo(function CardList(props: CardListProps) {
  const { columnId, ids, cards, pending, recent, openId } = props;
  const actions = useActions();
  const { columns } = useLookup();
  const lanes = useLanes();
  const ui = useUiStore();
  const body = useRef<HTMLDivElement>(null);
  const focus = useUi((state) => (state.focus && ids.includes(state.focus) ? state.focus : null));
  const dragged = useUi((state) => ids.findIndex((id) => state.moving.has(id)));
  const landing = useUi((state) =>
    state.landing?.columnId === columnId ? state.landing.index : null,
  );
  const focusIndex = focus === null ? -1 : ids.indexOf(focus);

  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => body.current,
    estimateSize: (index) => estimatedHeight(cards.get(ids[index] ?? "")),
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    gap: CARD_GAP,
    paddingStart: PADDING,
    paddingEnd: PADDING,
    scrollPaddingStart: PADDING,
    scrollPaddingEnd: PADDING,
    overscan: OVERSCAN,
    // What holds the focus or is under a finger stays, else its events would be lost.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        const kept = [focusIndex, dragged].filter((at) => at >= 0 && !indexes.includes(at));
        return kept.length ? [...indexes, ...kept].sort((a, b) => a - b) : indexes;
      },
      [focusIndex, dragged],
    ),
  });

  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  }, [ids]);

  useEffect(() => {
    const element = body.current?.closest<HTMLElement>("[data-column]");
    if (!body.current || !element) return;
    const lane: Lane = {
      element,
      body: body.current,
      spans: () =>
        without(virtual.measurementsCache, latest.current, ui.get().moving).slice(
          0,
          latest.current.length,
        ),
      reveal: (index) => {
        virtual.scrollToIndex(Math.min(index, latest.current.length - 1));
      },
    };
    lanes.set(columnId, lane);
    return () => {
      if (lanes.get(columnId) === lane) lanes.delete(columnId);
    };
  }, [virtual, columnId, lanes, ui]);

  useEffect(() => {
    if (focus === null || !actions.takesFocus(focus)) return;
    virtual.scrollToIndex(latest.current.indexOf(focus));
    lanes.get(columnId)?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [focus, virtual, actions, lanes, columnId]);

  useEffect(() => {
    if (landing === null || !ui.get().lifted) return;
    const lane = lanes.get(columnId);
    lane?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
    const y = landingLine(lane?.spans() ?? [], landing, CARD_GAP);
    if (lane) keepInView(lane.body, y);
  }, [landing, lanes, columnId, ui]);

  const { followEnd = false } = props;
  useEffect(() => {
    if (followEnd && ids.length > 0) virtual.scrollToIndex(ids.length - 1);
  }, [followEnd, ids.length, virtual]);

  const start = virtual.range?.startIndex ?? 0;
  const line =
    landing === null
      ? null
      : landingLine(without(virtual.measurementsCache, ids, ui.get().moving), landing, CARD_GAP);

  return (
    <div ref={body} className={styles.body}>
      <ul
        role="list"
        className={styles.list}
        aria-label={props.label}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, key, start: top }) => {
          const card = cards.get(ids[index] ?? "");
          if (!card) return null;
          const blocked = blockedOf(card, cards, columns);
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${String(top)}px)` }}
              aria-posinset={index + 1}
              aria-setsize={ids.length}
            >
              <Card
                card={card}
                href={actions.hrefOf(card)}
                open={card.id === openId}
                pending={pending.has(card.id)}
                changedAt={recent.get(card.id)?.at}
                blockedBy={blocked?.by}
                blockers={blocked?.count}
                first={focusIndex < 0 && index === start}
              />
            </li>
          );
        })}
        {line !== null && (
          <li role="presentation" className={styles.line} style={{ top: Math.max(1, line) }} />
        )}
      </ul>
      {ids.length === 0 && (
        <p className={styles.empty} data-empty tabIndex={0}>
          {landing === null && props.emptyText}
        </p>
      )}
    </div>
  );
});
