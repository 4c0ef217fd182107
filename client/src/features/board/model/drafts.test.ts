import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { draft, forgetDrafts, forgetOldDrafts } from "./drafts";

const DAY = 24 * 60 * 60 * 1000;

describe("drafts", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") });
  });
  afterEach(() => vi.useRealTimers());

  it("come back as they were typed, with the version that they were begun on", () => {
    expect(draft("card:1:title").get()).toBeUndefined();
    expect(draft("card:1:title").set("  Half a sen", 7)).toBe(true);
    expect(draft("card:1:title").get()).toBe("  Half a sen");
    expect(draft("card:1:title").baseVersion()).toBe(7);
    expect(draft("card:2:title").get()).toBeUndefined();
    draft("card:1:title").clear();
    expect(draft("card:1:title").get()).toBeUndefined();
  });

  it("are forgotten after 30 days", () => {
    draft("old").set("x");
    vi.advanceTimersByTime(29 * DAY);
    draft("new").set("y");
    expect(draft("old").get()).toBe("x");
    vi.advanceTimersByTime(DAY);
    expect(draft("old").get()).toBeUndefined();
    forgetOldDrafts();
    expect(localStorage.length).toBe(1);
    expect(draft("new").get()).toBe("y");
  });

  it("give way to newer ones when there are too many, the oldest first", () => {
    for (let n = 0; n < 12; n += 1) {
      expect(draft(`n${n}`).set("x".repeat(90_000))).toBe(true);
      vi.advanceTimersByTime(1);
    }
    expect(draft("n0").get()).toBeUndefined();
    expect(draft("n1").get()).toBeDefined();
    expect(draft("n11").get()).toBeDefined();
  });

  it("say so when there is no room", () => {
    expect(draft("a").set("x".repeat(100_001))).toBe(false);
    const full = {
      length: 0,
      getItem: () => null,
      removeItem: () => undefined,
    } as object as Storage;
    full.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(draft("a", full).set("x")).toBe(false);
  });

  it("leave what is not theirs alone", () => {
    localStorage.setItem("theme", "dark");
    localStorage.setItem("trivet.draft.odd", "{");
    expect(draft("odd").get()).toBeUndefined();
    draft("a").set("x");
    forgetDrafts();
    expect(localStorage.length).toBe(1);
    expect(localStorage.getItem("theme")).toBe("dark");
  });
});
