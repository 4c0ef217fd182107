import {
  DndContext,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { announce } from "../../../../lib";
import { useActions } from "../context";
import { counted } from "../edits";
import { DragGhost } from "./DragGhost";
import { useLanes } from "./lanes";
import { placementAt, staysPut } from "./placement";
import { DragSession, type Point } from "./session";

// dnd-kit tells the keyboard's story in its own words; ours is in the model.
const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: "" },
  restoreFocus: false,
};

const MOUSE = { activationConstraint: { distance: 5 } };
const TOUCH = { activationConstraint: { delay: 220, tolerance: 8 } };

function startOf(event: Event): Point {
  const at = "touches" in event ? (event as TouchEvent).touches[0] : (event as MouseEvent);
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

/** The click that ends a drag is none: without this it would follow the card's link. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => {
    window.removeEventListener("click", swallow, { capture: true });
  }, 0);
}

export interface DragLayerProps {
  readonly board: RefObject<HTMLElement | null>;
  /** Filled with where the dragged cards were let go, for their glide into place. */
  readonly from: Map<string, DOMRect>;
  readonly children: ReactNode;
}

/** Drags cards by mouse and by touch. Places come from geometry, not from drop targets. */
export function DragLayer({ board, from, children }: DragLayerProps) {
  const actions = useActions();
  const lanes = useLanes();
  const sensors = useSensors(useSensor(MouseSensor, MOUSE), useSensor(TouchSensor, TOUCH));
  const session = useRef<DragSession | null>(null);
  const ghost = useRef<HTMLDivElement>(null);

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const id = String(active.id);
    const card = document.querySelector(`[data-card="${id}"]`)?.getBoundingClientRect();
    if (!board.current || !card) return;
    const at = startOf(activatorEvent);
    const grip = { x: at.x - card.left, y: at.y - card.top };
    const moving = actions.targets(id);
    actions.ui.set({ moving: new Set(moving), lifted: false, dragged: id, width: card.width });
    const drag = new DragSession(actions.ui, lanes, board.current, () => ghost.current, at, grip);
    session.current = drag;
    drag.start();
  };

  const stop = () => {
    session.current?.stop();
    session.current = null;
    swallowClick();
  };

  const drop = () => {
    stop();
    const { landing, moving, dragged } = actions.ui.get();
    const ids = landing ? (actions.scene.shown.get(landing.columnId) ?? []) : [];
    if (landing && !staysPut(ids, moving, landing.index)) {
      const ordered = dragged ? actions.targets(dragged) : [...moving];
      const rect = ghost.current?.getBoundingClientRect();
      for (const id of ordered) if (rect) from.set(id, rect);
      const others = ids.filter((id) => !moving.has(id));
      actions.edits.move(ordered, landing.columnId, placementAt(others, landing.index));
      const column = actions.scene.columns.find(({ id }) => id === landing.columnId);
      announce(`Moved ${counted(ordered.length, "card")} to ${column?.name ?? "the column"}`);
    }
    actions.ui.settle();
  };

  const cancel = () => {
    stop();
    actions.ui.settle();
  };

  useEffect(() => () => session.current?.stop(), []);

  return (
    <DndContext
      sensors={sensors}
      autoScroll={false}
      accessibility={SILENT}
      onDragStart={start}
      onDragEnd={drop}
      onDragCancel={cancel}
    >
      {children}
      <DragGhost ref={ghost} />
    </DndContext>
  );
}
