import { landingIndex, edgeSpeed, nearest } from "./geometry";
import type { Lanes } from "./lanes";
import type { UiStore } from "../ui";

export interface Point {
  readonly x: number;
  readonly y: number;
}

function pointOf(event: PointerEvent | MouseEvent | TouchEvent): Point | null {
  const at = "touches" in event ? event.touches[0] : event;
  return at ? { x: at.clientX, y: at.clientY } : null;
}

const MOVES = ["mousemove", "touchmove", "pointermove"] as const;

/**
 * One drag, from where a card is taken until it is let go.
 *
 * Each frame it moves the ghost under the pointer, scrolls what the pointer pushes against, and
 * works out where the card would land. React renders only when that place changes.
 */
export class DragSession {
  #frame = 0;
  #last = 0;
  #at: Point;

  constructor(
    private readonly ui: UiStore,
    private readonly lanes: Lanes,
    /** What scrolls the columns sideways. */
    private readonly board: HTMLElement,
    private readonly ghost: () => HTMLElement | null,
    at: Point,
    /** Where in the card it was taken, in px from its corner. */
    private readonly grip: Point,
  ) {
    this.#at = at;
  }

  start(): void {
    for (const type of MOVES) {
      window.addEventListener(type, this.#follow, { capture: true, passive: true });
    }
    window.addEventListener("keydown", this.#escape, { capture: true });
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#tick);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const type of MOVES) window.removeEventListener(type, this.#follow, { capture: true });
    window.removeEventListener("keydown", this.#escape, { capture: true });
  }

  /** It ends the drag, which dnd-kit sees to, and means nothing else meanwhile. */
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") event.preventDefault();
  };

  readonly #follow = (event: PointerEvent | MouseEvent | TouchEvent): void => {
    this.#at = pointOf(event) ?? this.#at;
  };

  readonly #tick = (now: number): void => {
    // A frame that comes late must not scroll by a whole page.
    const seconds = Math.min(0.05, (now - this.#last) / 1000);
    this.#last = now;
    this.#drawGhost();
    this.#scroll(seconds);
    this.#land();
    this.#frame = requestAnimationFrame(this.#tick);
  };

  #drawGhost(): void {
    const ghost = this.ghost();
    if (!ghost) return;
    const [x, y] = [this.#at.x - this.grip.x, this.#at.y - this.grip.y];
    ghost.style.transform = `translate3d(${x}px, ${y}px, 0) rotate(1.2deg)`;
    ghost.style.visibility = "visible";
  }

  #under(): [string, NonNullable<ReturnType<Lanes["get"]>>] | undefined {
    const spans = [...this.lanes].map((entry) => {
      const { left, width } = entry[1].element.getBoundingClientRect();
      return { entry, start: left, size: width };
    });
    return nearest(spans, this.#at.x)?.entry;
  }

  #scroll(seconds: number): void {
    const board = this.board.getBoundingClientRect();
    this.board.scrollLeft += edgeSpeed(this.#at.x, board.left, board.right) * seconds;
    const lane = this.#under()?.[1];
    if (!lane) return;
    const { top, bottom } = lane.body.getBoundingClientRect();
    lane.body.scrollTop += edgeSpeed(this.#at.y, top, bottom) * seconds;
  }

  #land(): void {
    const under = this.#under();
    if (!under) return;
    const [columnId, { body, spans }] = under;
    const y = this.#at.y - body.getBoundingClientRect().top + body.scrollTop;
    const index = landingIndex(spans(), y);
    const { landing } = this.ui.get();
    if (landing?.columnId === columnId && landing.index === index) return;
    this.ui.set({ landing: { columnId, index } });
  }
}
