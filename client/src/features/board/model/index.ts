/** The board's model: everything that components may use of it. */
export { applyEvent, fromSnapshot, OutOfOrder } from "./apply";
export {
  branchesAlone,
  branchName,
  isOnGitHub,
  nameOf,
  PULL_REQUEST_WORDS,
  pullRequestBadge,
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
  type NewOperation,
  type Operation,
  type Placement,
} from "./operations";
export { applyOperation } from "./optimistic";
export { toRequest, type BoardRequest } from "./requests";
export { EMPTY_SELECTION, select, type Selection, type SelectionAction } from "./selection";
export { BoardStore, type BoardStoreOptions } from "./store";
export * from "./types";
export * from "./view";
