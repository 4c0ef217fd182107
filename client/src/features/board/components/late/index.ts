/** See ../late.ts: everything here is in one file of its own when built. */
export { copyCard } from "./copyCard";
export { Parts } from "./Parts";
export { tellBulk } from "./bulk";
export { takeBack, takeBackOperation, tellNothing } from "./undo";
