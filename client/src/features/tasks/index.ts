export { attentionQuery, MOST_COUNTED } from "./api/tasks";
export { taskName } from "./model/names";
export { nextWords } from "./model/words";
