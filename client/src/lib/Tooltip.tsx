import { Slot } from "radix-ui";
import type { ReactElement } from "react";

import { tip, type TipSide } from "./tip";

export interface TooltipProps {
  content: string;
  shortcut?: string | undefined;
  side?: TipSide | undefined;
  /** One element that takes attributes. */
  children: ReactElement;
}

/** Gives its child a tooltip. On your own elements `{...tip(text)}` does the same. */
export function Tooltip({ content, shortcut, side, children }: TooltipProps) {
  return <Slot.Root {...tip(content, shortcut, side)}>{children}</Slot.Root>;
}
