import { ariaKeys } from "./keys";

/** What an element wears to have a tooltip; `TooltipLayer` shows it. */
export interface TipProps {
  "data-tip"?: string;
  "data-tip-keys"?: string;
  "data-tip-side"?: TipSide;
  "aria-keyshortcuts"?: string;
}

export type TipSide = "top" | "bottom" | "right" | "left";

/**
 * Attributes of a tooltip: `<button {...tip("Search", "/")}>`.
 *
 * It repeats or details what the element's name says already, so it is no `aria-describedby`.
 */
export function tip(text?: string, shortcut?: string, side?: TipSide): TipProps {
  if (!text && !shortcut) return {};
  const keys = shortcut && ariaKeys(shortcut);
  return {
    "data-tip": text ?? "",
    ...(shortcut ? { "data-tip-keys": shortcut } : {}),
    ...(side ? { "data-tip-side": side } : {}),
    ...(keys ? { "aria-keyshortcuts": keys } : {}),
  };
}
