import { type KeyboardEvent, type PointerEvent, useState } from "react";

const KEY = "trivet.panel-width";
const USUAL = 560;
const LEAST = 380;
const MOST = 1100;
const STEP = 24;

const clamped = (width: number) => Math.round(Math.min(MOST, Math.max(LEAST, width)));

function kept(): number {
  const width = Number(localStorage.getItem(KEY));
  return width > 0 ? clamped(width) : USUAL;
}

/** The panel's width in px, changed by pointer and by arrow keys, kept in this browser. */
export function usePanelWidth() {
  const [width, setWidth] = useState(kept);
  const [resizing, setResizing] = useState(false);
  const keep = (next: number) => {
    setWidth(next);
    localStorage.setItem(KEY, String(next));
  };
  const handle = {
    role: "separator",
    tabIndex: 0,
    "aria-orientation": "vertical" as const,
    "aria-label": "Width of the card panel",
    "aria-valuemin": LEAST,
    "aria-valuemax": MOST,
    "aria-valuenow": width,
    "data-resizing": resizing || undefined,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setResizing(true);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!resizing) return;
      const panel = event.currentTarget.parentElement?.getBoundingClientRect();
      if (!panel) return;
      const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
      setWidth(clamped(rtl ? event.clientX - panel.left : panel.right - event.clientX));
    },
    onPointerUp: () => {
      setResizing(false);
      keep(width);
    },
    onDoubleClick: () => keep(USUAL),
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      keep(clamped(width + by));
    },
  };
  return { width, handle };
}
