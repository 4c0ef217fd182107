import { type PointerEventHandler, type RefObject, useRef, useState } from "react";

interface Drag {
  readonly from: number;
  /** Before which of the rows it would land, of all rows; their number for the end. */
  readonly gap: number;
}

export interface RowDrag {
  /** The row that is being dragged. */
  readonly from: number | undefined;
  lineAt(index: number): "before" | "after" | undefined;
  grip(index: number): { readonly onPointerDown: PointerEventHandler };
}

/** Before which row something at this height lands. */
export function gapAt(
  rows: readonly { readonly top: number; readonly bottom: number }[],
  y: number,
) {
  const below = rows.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  return below < 0 ? rows.length : below;
}

/**
 * Rows that are put in order with the pointer; Escape takes them back.
 *
 * @param onDrop the row at `from` goes to the place `to` among the others.
 */
export function useRowDrag(
  list: RefObject<HTMLElement | null>,
  onDrop: (from: number, to: number) => void,
): RowDrag {
  const [drag, setDrag] = useState<Drag>();
  const latest = useRef<Drag>(undefined);
  const set = (next: Drag | undefined) => {
    latest.current = next;
    setDrag(next);
  };

  const begin = (from: number, grip: Element, pointerId: number) => {
    const over = new AbortController();
    const { signal } = over;
    const end = (drop: boolean) => {
      over.abort();
      const last = latest.current;
      set(undefined);
      if (!drop || !last) return;
      const to = last.gap > last.from ? last.gap - 1 : last.gap;
      if (to !== last.from) onDrop(last.from, to);
    };
    const move = (event: PointerEvent) => {
      const rows = [...(list.current?.children ?? [])];
      const gap = gapAt(
        rows.map((row) => row.getBoundingClientRect()),
        event.clientY,
      );
      rows[Math.min(gap, rows.length - 1)]?.scrollIntoView({ block: "nearest" });
      if (gap !== latest.current?.gap) set({ from, gap });
    };
    const options = { signal };
    grip.setPointerCapture(pointerId);
    grip.addEventListener("pointermove", (event) => move(event as PointerEvent), options);
    grip.addEventListener("pointerup", () => end(true), options);
    grip.addEventListener("pointercancel", () => end(false), options);
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        end(false);
      },
      { capture: true, signal },
    );
    set({ from, gap: from });
  };

  const lineAt = (index: number) => {
    if (!drag || drag.gap === drag.from || drag.gap === drag.from + 1) return undefined;
    if (drag.gap === index) return "before";
    const last = (list.current?.children.length ?? 0) - 1;
    return drag.gap === last + 1 && index === last ? "after" : undefined;
  };

  return {
    from: drag?.from,
    lineAt,
    grip: (index) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        begin(index, event.currentTarget, event.pointerId);
      },
    }),
  };
}
