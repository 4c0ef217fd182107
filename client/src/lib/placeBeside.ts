import type { TipSide } from "./tip";

const GAP = 6;
const EDGE = 8;

/** Where a bubble goes beside its anchor: on the wanted side if there is room, else opposite. */
export function placeBeside(anchor: DOMRect, bubble: HTMLElement, side: TipSide) {
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const { innerWidth, innerHeight } = window;
  const middle = anchor.left + anchor.width / 2 - width / 2;
  const centre = anchor.top + anchor.height / 2 - height / 2;
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - height;
  const right = anchor.right + GAP;
  const left = anchor.left - GAP - width;
  const spot = {
    bottom: () => ({ left: middle, top: below + height + EDGE > innerHeight ? above : below }),
    top: () => ({ left: middle, top: above < EDGE ? below : above }),
    right: () => ({ left: right + width + EDGE > innerWidth ? left : right, top: centre }),
    left: () => ({ left: left < EDGE ? right : left, top: centre }),
  }[side]();
  const clamp = (value: number, most: number) => Math.round(Math.max(EDGE, Math.min(value, most)));
  return {
    left: clamp(spot.left, innerWidth - width - EDGE),
    top: clamp(spot.top, innerHeight - height - EDGE),
  };
}
