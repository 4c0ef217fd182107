/** What a live board is made from. */
import type { BoardApi } from "../api/boards";
import type { OpenSocket } from "./socket";

export interface EngineOptions {
  readonly boardId: string;
  readonly api: BoardApi;
  readonly openSocket: OpenSocket;
  readonly storage: Storage | undefined;
  readonly random: () => number;
}
