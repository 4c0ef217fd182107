import { Component, createRef, type ReactNode } from "react";
import styles from "./Flip.module.css";

interface Props {
  /** Whatever is glided for: a new value means that things may have changed place. */
  readonly token: unknown;
  /** Where some begin, by card id, other than where they stood: what was let go by the pointer. */
  readonly from?: Map<string, DOMRect>;
  readonly children: ReactNode;
}

/** More than these at once is a new board, not a move. */
const MOST = 60;

function motion(element: Element): { duration: number; easing: string } {
  const style = getComputedStyle(element);
  return {
    duration: Number.parseFloat(style.getPropertyValue("--move")),
    easing: style.getPropertyValue("--ease").trim() || "ease-out",
  };
}

/** Between columns a copy travels above the page, since each column clips what leaves it. */
function glide(
  card: HTMLElement,
  to: DOMRect,
  [x, y]: readonly [number, number],
  timing: { duration: number; easing: string },
): void {
  const keyframes = [{ transform: `translate(${String(x)}px, ${String(y)}px)` }, {}];
  if (Math.abs(x) < 1) {
    card.animate(keyframes, timing);
    return;
  }
  const copy = card.cloneNode(true) as HTMLElement;
  copy.removeAttribute("data-card");
  copy.inert = true;
  copy.className = styles.travelling ?? "";
  Object.assign(copy.style, {
    left: `${String(to.left)}px`,
    top: `${String(to.top)}px`,
    width: `${String(to.width)}px`,
  });
  document.body.append(copy);
  card.animate([{ opacity: 0 }, { opacity: 0 }], timing);
  const travel = copy.animate(keyframes, timing);
  const remove = () => {
    copy.remove();
  };
  travel.addEventListener("finish", remove);
  travel.addEventListener("cancel", remove);
}

/**
 * Lets cards glide from where they stood to where they stand (FLIP).
 *
 * A class, because only `getSnapshotBeforeUpdate` sees the page before React changes it.
 */
export class Flip extends Component<Props> {
  readonly #root = createRef<HTMLDivElement>();

  #places(): Map<string, DOMRect> {
    const places = new Map<string, DOMRect>();
    for (const card of this.#root.current?.querySelectorAll<HTMLElement>("[data-card]") ?? []) {
      if (card.dataset.card) places.set(card.dataset.card, card.getBoundingClientRect());
    }
    return places;
  }

  override getSnapshotBeforeUpdate(before: Props): Map<string, DOMRect> | null {
    return before.token === this.props.token || document.hidden ? null : this.#places();
  }

  override componentDidUpdate(_: Props, __: unknown, before: Map<string, DOMRect> | null): void {
    const root = this.#root.current;
    if (!before || !root) return;
    const { duration, easing } = motion(root);
    for (const [id, rect] of this.props.from ?? []) before.set(id, rect);
    this.props.from?.clear();
    if (!(duration > 0)) return;
    const moves: (() => void)[] = [];
    for (const card of root.querySelectorAll<HTMLElement>("[data-card]")) {
      const was = before.get(card.dataset.card ?? "");
      if (!was) continue;
      const is = card.getBoundingClientRect();
      const [x, y] = [was.left - is.left, was.top - is.top];
      if (Math.abs(x) + Math.abs(y) < 1) continue;
      moves.push(() => {
        glide(card, is, [x, y], { duration, easing });
      });
    }
    if (moves.length <= MOST) for (const move of moves) move();
  }

  override render(): ReactNode {
    return (
      <div ref={this.#root} className={styles.root}>
        {this.props.children}
      </div>
    );
  }
}
