/** See ../late.ts: everything here is in one file of its own when built. */
export { copyBranch } from "./branch/copyBranch";
export { copyCard } from "./copyCard";
export { Parts } from "./Parts";
export { tellBulk } from "./bulk";
export { tellStage } from "./stages";
export { takeBack, takeBackOperation, tellNothing } from "./undo";
