/** What pages of lists and settings are made of. */
export { NoWorkspace } from "./components/NoWorkspace";
export { Row, Rows } from "./components/Rows";
export { Failed, RowsSkeleton, SubPage } from "./components/SubPage";
export { atLeast, oneOf, roleName, ROLES } from "./model/roles";
