/** The page of whiteboards, apart from the rest: loaded when somebody goes there. */
export { WhiteboardsPage } from "./components/WhiteboardsPage";
