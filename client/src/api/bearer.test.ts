import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { BearerHttp, type Tokens } from "./bearer";
import { ApiError, OfflineError } from "./errors";

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
  readonly bearer: string | null;
}

const START = new Date("2026-11-25T12:00:00Z");
let sent: Sent[];
let signIns: number;

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
  sent = [];
  signIns = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

const tokens = (name: string): Tokens => ({
  access_token: `access-${name}`,
  refresh_token: `refresh-${name}`,
  expires_in: 900,
});
const ended = () => json(401, { code: "not_authenticated" });

/** @param answer to requests other than renewals; null has the default one. */
function client(
  answer: (one: Sent) => Response | null = () => null,
  refreshed: () => Response | Promise<Response> = () => json(200, tokens("renewed")),
) {
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const one = { path, init, bearer: new Headers(init.headers).get("Authorization") };
    sent.push(one);
    if (path === "/auth/refresh") return refreshed();
    return answer(one) ?? json(200, { path });
  });
  return new BearerHttp(async () => {
    signIns += 1;
    return tokens(String(signIns));
  });
}

const bearers = () => sent.map(({ path, bearer }) => [path, bearer]);

describe("a session by bearer tokens", () => {
  test("is begun once for all who ask, and goes with each request, without cookies", async () => {
    const http = client();
    await Promise.all([http.begin(), http.get("/me/cards"), http.post("/x", { a: 1 })]);
    expect(signIns).toBe(1);
    expect(bearers()).toEqual([
      ["/me/cards", "Bearer access-1"],
      ["/x", "Bearer access-1"],
    ]);
    expect(sent.every(({ init }) => init.credentials === "omit")).toBe(true);
    expect(sent[1]?.init.body).toBe('{"a":1}');
  });

  test("is renewed before it ends", async () => {
    const http = client();
    await http.begin();
    vi.setSystemTime(START.getTime() + 869_000);
    await http.get("/a");
    vi.setSystemTime(START.getTime() + 871_000);
    await Promise.all([http.get("/b"), http.get("/c")]);
    expect(bearers()).toEqual([
      ["/a", "Bearer access-1"],
      ["/auth/refresh", null],
      ["/b", "Bearer access-renewed"],
      ["/c", "Bearer access-renewed"],
    ]);
    expect(sent[1]?.init.body).toBe('{"refresh_token":"refresh-1"}');
    expect(signIns).toBe(1);
  });

  test("is renewed where the server does not accept it, once for all", async () => {
    const http = client(({ bearer }) => (bearer === "Bearer access-1" ? ended() : null));
    await Promise.all([http.get("/a"), http.get("/b")]);
    expect(sent.filter(({ path }) => path === "/auth/refresh")).toHaveLength(1);
    expect(signIns).toBe(1);
  });

  test.each([401, 403])("is begun anew where it cannot be renewed (%i)", async (status) => {
    const http = client(
      ({ bearer }) => (bearer === "Bearer access-1" ? ended() : null),
      () => json(status, { code: "invalid_refresh_token" }),
    );
    expect((await http.get("/a")).status).toBe(200);
    expect(signIns).toBe(2);
    expect(bearers().at(-1)).toEqual(["/a", "Bearer access-2"]);
  });

  test("that is refused again and again is an error, not a circle", async () => {
    const http = client(ended);
    await expect(http.get("/a")).rejects.toBeInstanceOf(ApiError);
    expect(sent).toHaveLength(3);
  });

  test.each([
    ["nobody answers", () => Promise.reject(new TypeError("Failed to fetch")), OfflineError],
    ["a proxy refuses", () => new Response("<html>", { status: 403 }), ApiError],
    ["there are too many", () => json(429, { code: "rate_limited" }), ApiError],
  ])("is kept where it cannot be known: %s", async (_, answer, error) => {
    let works = false;
    const http = client(undefined, () => (works ? json(200, tokens("renewed")) : answer()));
    await http.begin();
    vi.setSystemTime(START.getTime() + 3_600_000);
    await expect(http.get("/a")).rejects.toBeInstanceOf(error);
    works = true;
    await http.get("/a");
    expect(signIns).toBe(1);
  });

  test("that cannot be begun is tried again by the next who asks", async () => {
    client();
    let works = false;
    const http = new BearerHttp(async () => {
      if (!works) throw new OfflineError(false);
      return tokens("1");
    });
    await expect(http.begin()).rejects.toBeInstanceOf(OfflineError);
    works = true;
    await http.begin();
    expect((await http.get("/a")).status).toBe(200);
  });

  test("may be begun elsewhere", async () => {
    const http = client();
    http.adopt(tokens("given"));
    await http.get("/a");
    expect(signIns).toBe(0);
    expect(bearers()).toEqual([["/a", "Bearer access-given"]]);
  });

  test("ends with its page, and is forgotten", async () => {
    const http = client(() => new Response(null, { status: 204 }));
    http.end();
    expect(sent).toEqual([]);
    await http.begin();
    http.end();
    expect(bearers()).toEqual([["/auth/logout", "Bearer access-1"]]);
    expect(sent[0]?.init.keepalive).toBe(true);
    http.end();
    expect(sent).toHaveLength(1);
    await http.get("/a");
    expect(signIns).toBe(2);
  });
});
