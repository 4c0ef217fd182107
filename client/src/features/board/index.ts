/** The board: its page, and what the router needs of its address. */
export { type BoardSearch, boardSearch } from "./components/address";
export { BoardPage } from "./components/BoardPage";
export { forgetBoards, useBoard } from "./model-react";
export type { BoardState } from "./model";
