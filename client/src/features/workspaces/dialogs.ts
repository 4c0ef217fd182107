/** The dialogs, apart from the rest: they are loaded when the first one opens. */
export { WorkspaceDialogs as default } from "./components/WorkspaceDialogs";
