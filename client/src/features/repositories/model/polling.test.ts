import { describe, expect, it, test } from "vitest";

import { ApiError, OfflineError } from "../../../api/errors";
import type { Repository } from "../../../api/queries";
import { type Looked, nextLook } from "./polling";

const waiting = [{ state: "connected" }, { state: "waiting" }] as Repository[];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function looked(change: Partial<Looked> = {}): Looked {
  return { data: waiting, error: null, dataUpdatedAt: 0, errorUpdatedAt: 0, ...change };
}

function refusal(status: number, code: string, retry_after_ms: number | null = null): ApiError {
  const words = { title: code, detail: "", fields: [], extra: {}, request_id: null };
  return new ApiError({ status, code, retry_after_ms, ...words });
}

describe("the next look", () => {
  test.each([
    [0, 2 * SECOND],
    [5 * MINUTE - 1, 2 * SECOND],
    [5 * MINUTE, 30 * SECOND],
    [24 * 60 * MINUTE, 30 * SECOND],
  ])("after %d ms of waiting comes after %d", (waited, pause) =>
    expect(nextLook(looked(), waited)).toBe(pause),
  );

  it("comes now and then where nothing is busy, and often while a task goes on", () => {
    const one = { state: "connected" } as Repository;
    expect(nextLook(looked({ data: [one] }), 0)).toBe(30 * SECOND);
    expect(nextLook(looked({ data: [{ ...one, task: {} } as Repository] }), 0)).toBe(2 * SECOND);
  });

  it("does not come where there is nothing, or nothing is known", () => {
    expect(nextLook(looked({ data: [] }), 0)).toBe(false);
    expect(nextLook(looked({ data: undefined, error: new OfflineError(false) }), 0)).toBe(false);
  });

  test.each([401, 403, 404])("does not come after a refusal with %d", (status) =>
    expect(nextLook(looked({ error: refusal(status, "no") }), 0)).toBe(false),
  );

  test.each([new OfflineError(false), refusal(500, "internal"), refusal(404, "http_404")])(
    "is put off the longer it has failed: %s",
    (error) => {
      const after = (ms: number, waited = 0) =>
        nextLook(looked({ error, dataUpdatedAt: MINUTE, errorUpdatedAt: MINUTE + ms }), waited);
      expect(after(SECOND)).toBe(2 * SECOND);
      expect(after(4 * SECOND)).toBe(4 * SECOND);
      expect(after(8 * SECOND)).toBe(8 * SECOND);
      expect(after(8 * SECOND, 5 * MINUTE)).toBe(30 * SECOND);
      expect(after(60 * MINUTE)).toBe(2 * MINUTE);
    },
  );

  it("waits as long as the server asks for", () => {
    const error = refusal(429, "too_many_requests", 5 * MINUTE);
    expect(nextLook(looked({ error, errorUpdatedAt: 3 * SECOND }), 0)).toBe(5 * MINUTE);
  });
});
