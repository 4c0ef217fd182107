export { openDialog, useOpenDialog } from "./model/dialogs";
export { byRecency, readRecent, rememberBoard, rememberWorkspace } from "./model/recent";
export { keepSketch, type Sketch } from "./model/sketches";
export { mayEdit, mayManage } from "./model/roles";
export { useWorkspaces, type WorkspaceBoards } from "./model/useWorkspaces";
