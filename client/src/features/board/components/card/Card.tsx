import { useDraggable } from "@dnd-kit/core";
import { memo, type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "../../../../lib";
import type { Card as CardData } from "../../model";
import { useActions, useLookup } from "../context";
import { useUi } from "../ui";
import styles from "./Card.module.css";
import { CardFace } from "./CardFace";
import { TitleEditor } from "./TitleEditor";

export interface CardProps {
  readonly card: CardData;
  readonly href: string;
  /** Whether its panel is open. */
  readonly open: boolean;
  /** Whether a change of ours to it is on its way. */
  readonly pending: boolean;
  /** When somebody else last changed it (ms); undefined where that is long ago. */
  readonly changedAt: number | undefined;
  /** Whether it waits for other cards, and for how many. */
  readonly blockedBy: "here" | "elsewhere" | undefined;
  readonly blockers: number | undefined;
  /** Whether Tab leads here while no card of the column has the focus. */
  readonly first: boolean;
}

export const HINT_ID = "board-card-hint";

function Glow({ at }: { at: number }) {
  const [mounted] = useState(() => Date.now());
  // A card that scrolls into view later tells nothing new.
  return at > mounted - 400 ? <span className={styles.glow} /> : null;
}

/** A card of a column: a link to its own address that can be focused, selected and dragged. */
export const Card = memo(function Card(props: CardProps) {
  const { card, href, open, pending, changedAt, first, blockedBy, blockers } = props;
  const { canEdit } = useLookup();
  const actions = useActions();
  const focused = useUi((ui) => ui.focus === card.id);
  const tabbable = first || focused;
  const selected = useUi((ui) => ui.selected.has(card.id));
  const moving = useUi((ui) => ui.moving.has(card.id));
  const lifted = useUi((ui) => ui.lifted && ui.moving.has(card.id));
  const renaming = useUi((ui) => ui.renaming === card.id);
  const link = useRef<HTMLAnchorElement>(null);
  const { listeners } = useDraggable({ id: card.id, disabled: !canEdit || renaming });

  useLayoutEffect(() => {
    if (focused && !renaming && actions.takesFocus(card.id)) {
      link.current?.focus({ preventScroll: true });
    }
  }, [focused, renaming, actions, card.id]);

  const choose = (event: MouseEvent) => {
    if (event.button !== 0 || event.altKey) return;
    event.preventDefault();
    actions.pick(card.id, { toggle: event.metaKey || event.ctrlKey, extend: event.shiftKey });
  };
  const menu = (event: MouseEvent) => {
    event.preventDefault();
    actions.openMenu(card.id, event.clientX, event.clientY);
  };

  if (renaming) return <TitleEditor card={card} />;
  const looks = [
    styles.card,
    open && styles.open,
    selected && styles.selected,
    moving && !lifted && styles.moving,
    lifted && styles.lifted,
  ];
  return (
    <div className={styles.slot} data-card={card.id}>
      <a
        ref={link}
        href={href}
        className={looks.filter(Boolean).join(" ")}
        tabIndex={tabbable ? 0 : -1}
        draggable={false}
        aria-current={open || undefined}
        aria-describedby={canEdit ? HINT_ID : undefined}
        onClick={choose}
        onContextMenu={canEdit ? menu : undefined}
        onFocus={() => {
          actions.focused(card.id);
        }}
        {...listeners}
      >
        {selected && <span className="visually-hidden">Selected. </span>}
        <CardFace card={card} pending={pending} blockedBy={blockedBy} blockers={blockers} />
        {changedAt !== undefined && <Glow key={changedAt} at={changedAt} />}
      </a>
      {canEdit && (
        <span className={styles.more}>
          <IconButton
            icon="more"
            label={`Actions for ${card.key}`}
            size="small"
            tabIndex={-1}
            onClick={menu}
          />
        </span>
      )}
    </div>
  );
});
