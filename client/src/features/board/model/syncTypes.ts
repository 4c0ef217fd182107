/** What the connection needs, and whom it tells. */
import type { BoardApi } from "../api/boards";
import type { Copy } from "./follower";
import type { OpenSocket } from "./socket";
import type { Connection, NotificationNews, Presence, Task } from "./view";

export interface SyncOptions {
  readonly boardId: string;
  readonly api: BoardApi;
  readonly openSocket: OpenSocket;
  readonly random: () => number;
}

/** Who holds the copy, and is told. */
export interface SyncTarget extends Copy {
  presence(people: readonly Presence[]): void;
  task(task: Task): void;
  notification(news: NotificationNews): void;
  connection(connection: Connection): void;
  /** A socket is up: say again what it should know. */
  greeted(): void;
  /** Nothing is missing, and the server can be reached. */
  current(): void;
  /** `error` may pass; the others are the end. */
  failed(status: "error" | "gone" | "forbidden", error: Error): void;
}
