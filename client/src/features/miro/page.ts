/** The pages of whiteboards, apart from the rest: loaded when somebody goes there. */
export { JobPage } from "./components/JobPage";
export { QueuePage } from "./components/QueuePage";
export { WhiteboardsPage } from "./components/WhiteboardsPage";
export type { Shown } from "./model/operations";
