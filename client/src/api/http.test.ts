import { describe, expect, it, vi } from "vitest";

import { ApiError, OfflineError } from "./errors";
import { Http } from "./http";

type Handler = (path: string, init: RequestInit) => Response | Promise<Response>;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

/** A server whose access token has ended until it is asked for another one. */
function ended(): { handler: Handler; renewals: () => number } {
  let renewals = 0;
  const handler: Handler = (path) => {
    if (path === "/auth/refresh") {
      renewals += 1;
      return json(200, {});
    }
    return renewals > 0 ? json(200, { path }) : json(401, { code: "not_authenticated" });
  };
  return { handler, renewals: () => renewals };
}

function client(handler: Handler, cookie = "a=1; trivet_csrf=pr%2Foof") {
  const sent: { path: string; init: RequestInit; headers: Headers }[] = [];
  const http = new Http({
    fetch: async (input, init = {}) => {
      sent.push({ path: String(input), init, headers: new Headers(init.headers) });
      return handler(String(input), init);
    },
    cookies: () => cookie,
    locks: undefined,
  });
  return { http, sent };
}

describe("the HTTP client", () => {
  it("sends JSON, the proof that our page asks, and our request id", async () => {
    const { http, sent } = client(() => json(201, { id: "1" }, { "X-Board-Seq": "7" }));
    const answer = await http.post("/boards", { name: "Ä" }, { requestId: "r1" });
    expect(answer).toMatchObject({ data: { id: "1" }, status: 201, seq: 7 });
    const [request] = sent;
    expect(request?.init).toMatchObject({ method: "POST", body: '{"name":"Ä"}' });
    expect(request?.headers.get("X-CSRF-Token")).toBe("pr/oof");
    expect(request?.headers.get("X-Request-ID")).toBe("r1");
    expect(request?.headers.get("Content-Type")).toBe("application/json");
  });

  it("sends no proof and no body where nothing changes", async () => {
    const { http, sent } = client(() => json(200, []));
    expect((await http.get("/boards")).seq).toBeNull();
    expect(sent[0]?.headers.has("X-CSRF-Token")).toBe(false);
    expect(sent[0]?.init.body).toBeUndefined();
  });

  it("takes an answer without a body", async () => {
    const { http } = client(() => new Response(null, { status: 204 }));
    expect((await http.delete("/cards/1")).data).toBeNull();
  });

  it("throws the problem that the server describes", async () => {
    const fields = [{ field: "title", message: "is missing", code: "missing" }];
    const { http } = client(() =>
      json(
        422,
        { code: "invalid", title: "T", detail: "D", fields, request_id: "r9", conflicts: [1] },
        { "Retry-After": "3" },
      ),
    );
    const error = await http.patch("/cards/1", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 422,
      code: "invalid",
      message: "D",
      fields,
      extra: { conflicts: [1] },
      request_id: "r9",
      retry_after_ms: 3_000,
    });
  });

  it("makes a problem of a refusal that has none", async () => {
    const { http } = client(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    const error = (await http.get("/x").catch((e: unknown) => e)) as ApiError;
    expect(error).toMatchObject({ status: 502, code: "http_502", passing: true });
  });

  it("tells no network, and what is not Trivet, from refusals", async () => {
    const failing = client(() => Promise.reject(new TypeError("fetch failed")));
    await expect(failing.http.get("/x")).rejects.toMatchObject({ timedOut: false });
    const portal = client(() => new Response("<h1>Pay for Wi-Fi</h1>"));
    await expect(portal.http.get("/x")).rejects.toBeInstanceOf(OfflineError);
  });

  it("gives up after the time that is given", async () => {
    const never: Handler = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
      });
    const { http } = client(never);
    await expect(http.get("/x", { timeoutMs: 5 })).rejects.toMatchObject({ timedOut: true });
  });

  it("lets the caller end it", async () => {
    const { http } = client((_, { signal }) => {
      signal?.throwIfAborted();
      return json(200, {});
    });
    const reason = new Error("not needed any more");
    const signal = AbortSignal.abort(reason);
    await expect(http.get("/x", { signal })).rejects.toBe(reason);
  });

  it("renews the session once for all who wait, and sends again", async () => {
    const { handler, renewals } = ended();
    const { http } = client(handler);
    const answers = await Promise.all(["/a", "/b", "/c"].map((path) => http.get(path)));
    expect(answers.map(({ data }) => data)).toEqual([
      { path: "/a" },
      { path: "/b" },
      { path: "/c" },
    ]);
    expect(renewals()).toBe(1);
  });

  it("takes turns with other tabs", async () => {
    const { handler } = ended();
    const request = vi.fn((_: string, callback: () => Promise<boolean>) => callback());
    const locks = { request } as unknown as LockManager;
    const http = new Http({
      fetch: async (input, init = {}) => handler(String(input), init),
      cookies: () => "trivet_csrf=x",
      locks,
    });
    await http.get("/a");
    expect(request).toHaveBeenCalledOnce();
  });

  it("says when the session is over, and sends no further", async () => {
    const { http, sent } = client(() => json(401, { code: "not_authenticated" }));
    const signedOut = vi.fn();
    const stop = http.onSignedOut(signedOut);
    await expect(http.get("/a")).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledOnce();
    expect(sent.map(({ path }) => path)).toEqual(["/a", "/auth/refresh"]);
    stop();
    await expect(http.get("/a")).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it("does not ask to renew a session that there never was", async () => {
    const { http, sent } = client(() => json(401, {}), "");
    await expect(http.get("/a")).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
  });

  it("takes a refusal of what needs no session for an answer, and sends it once", async () => {
    const { http, sent } = client(() => json(401, { code: "oauth_state_invalid" }));
    const signedOut = vi.fn();
    http.onSignedOut(signedOut);
    await expect(http.post("/a", {}, { open: true })).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
    expect(signedOut).not.toHaveBeenCalled();
  });

  it("does not take a lost connection for the end of the session", async () => {
    const { http } = client((path) => {
      if (path === "/auth/refresh") throw new TypeError("fetch failed");
      return json(401, {});
    });
    const signedOut = vi.fn();
    http.onSignedOut(signedOut);
    await expect(http.get("/a")).rejects.toBeInstanceOf(OfflineError);
    expect(signedOut).not.toHaveBeenCalled();
  });
});
