/** What forms are made of, also those of other pages. */
export { ConfirmDialog } from "./components/ConfirmDialog";
export { NameDialog } from "./components/NameDialog";
export { Notice } from "./components/Notice";
export { cleanKey, freeKey } from "./model/boardKey";
export { randomKey, useOnce } from "./model/useOnce";
