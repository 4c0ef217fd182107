import { createContext, use } from "react";
import type { Span } from "./geometry";

/** A column on the screen, as far as dragging and focus need to know it. */
export interface Lane {
  readonly element: HTMLElement;
  /** What scrolls its cards. */
  readonly body: HTMLElement;
  /** Where its cards lie, in px from the top of the scrolled content. */
  spans(): readonly Span[];
  /** Scrolls so that the place before the card at this index is seen. */
  reveal(index: number): void;
}

/** The columns on the screen by id; plain book-keeping, nothing renders by it. */
export type Lanes = Map<string, Lane>;

export const LanesContext = createContext<Lanes | null>(null);

export function useLanes(): Lanes {
  const lanes = use(LanesContext);
  if (!lanes) throw new Error("LanesContext is missing");
  return lanes;
}
