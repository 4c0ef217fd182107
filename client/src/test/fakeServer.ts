import { vi } from "vitest";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Headers;
}

type Answer =
  { status?: number; body?: unknown; headers?: Readonly<Record<string, string>> } | "offline";
type Handler = (call: Call) => Answer;

/**
 * Answers what the page asks, by `"GET /auth/me"`; a request that nobody expects fails the test.
 *
 * @returns all requests, in order.
 */
export function fakeServer(handlers: Record<string, Handler | Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, "http://localhost");
    const call: Call = {
      method: init.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      headers: new Headers(init.headers),
    };
    calls.push(call);
    const handler = handlers[`${call.method} ${call.path}`];
    if (handler === undefined) throw new Error(`unexpected: ${call.method} ${call.path}`);
    const answer = typeof handler === "function" ? handler(call) : handler;
    if (answer === "offline") throw new TypeError("Failed to fetch");
    const { status = 200, body, headers = {} } = answer;
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
  });
  return calls;
}

/** A refusal as the server words them. */
export function problem(status: number, code: string, detail = "") {
  return { status, body: { type: "about:blank", title: code, status, code, detail } };
}

export const page = (...items: unknown[]) => ({ body: { items, next_cursor: null } });
