/** The board's model: everything that components may use of it. */
export { applyEvent, fromSnapshot, OutOfOrder } from "./apply";
export {
  branchesAlone,
  branchOf,
  createCommand,
  currentBranch,
  isOnGitHub,
  nameOf,
  PULL_REQUEST_WORDS,
  switchCommand,
} from "./branches";
export { type CommentsPage, type ShownComment, type ShownThread } from "./comments";
export { type Side } from "./detailOperations";
export { draft, type Draft } from "./drafts";
export {
  hasFilters,
  NO_FILTERS,
  parseFilters,
  serialiseFilters,
  visibleCards,
  type DueFilter,
  type Filters,
} from "./filters";
export { newId } from "./ids";
export {
  keyboardMove,
  type KeyboardMove,
  type KeyboardMoveAction,
  type KeyboardMoveResult,
} from "./keyboardMove";
export {
  correlationOf,
  identified,
  isBulk,
  isTask,
  type Bulk,
  type BulkFields,
  steps,
  type CardField,
  type CardFields,
  type FinishCard,
  type NewOperation,
  type Operation,
  type Placement,
  type StartCard,
} from "./operations";
export { applyOperation } from "./optimistic";
export { toRequest, type BoardRequest } from "./requests";
export {
  checksOf,
  type ChecksState,
  type ChecksSummary,
  chipsOf,
  hasConflicts,
  inWords,
  isDecided,
  type Standing,
  STANDING_WORDS,
  standingOf,
} from "./pullRequests";
export { EMPTY_SELECTION, select, type Selection, type SelectionAction } from "./selection";
export { finishing, isOver, mergedBranches, nextStage, starting } from "./stages";
export { BoardStore, type BoardStoreOptions } from "./store";
export * from "./types";
export * from "./view";
