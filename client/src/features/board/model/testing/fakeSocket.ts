import type { SocketLike } from "../socket";

/** The client's end of a socket to the fake server. */
export class FakeSocket implements SocketLike {
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  open = false;
  readonly heard: unknown[] = [];

  /** @param sent the last seq that this socket was sent. */
  constructor(public sent: number) {}

  send(text: string): void {
    this.heard.push(JSON.parse(text));
  }

  close(): void {
    this.open = false;
  }

  /** The server says something. */
  say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The server, or the way to it, ends the connection. */
  end(code: number): void {
    this.open = false;
    this.onclose?.({ code });
  }
}
