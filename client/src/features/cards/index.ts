/** Cards in lists outside of their boards. */
export { CardLine } from "./CardLine";
export { CardLink } from "./CardLink";
export { CardPriority } from "./CardPriority";
export { dueWords, localDay } from "./days";
export { stepRows } from "./stepRows";
export type { CardRef } from "./types";
