import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { ToastContent } from "../lib/toasts";
import { askForReload, followUpgrades } from "./freshness";

afterEach(() => {
  sessionStorage.clear();
});

test("a page whose parts have gone is loaded anew, once", () => {
  const reload = vi.fn();
  followUpgrades(reload);
  const gone = () => window.dispatchEvent(new Event("vite:preloadError", { cancelable: true }));
  expect(gone()).toBe(false);
  expect(gone()).toBe(true); // still missing: the page says so
  expect(reload).toHaveBeenCalledTimes(1);
});

describe("a client of yesterday", () => {
  const page = (script: string) =>
    ({
      ok: true,
      text: () => Promise.resolve(`<script type="module" src="/app/assets/${script}"></script>`),
    }) as Response;
  let stop: () => void;
  const tell = vi.fn<(content: ToastContent) => number>(() => 1);

  /** A page that runs a script. By its HTML: an element that is made here would be loaded. */
  const running = (src: string) =>
    document.head.insertAdjacentHTML("beforeend", `<script type="module" src="${src}"></script>`);

  beforeEach(() => {
    vi.useFakeTimers();
    tell.mockClear();
  });

  afterEach(() => {
    stop();
    document.head.innerHTML = "";
    vi.useRealTimers();
  });

  const come = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
  };

  test("asks to be reloaded, once, when somebody comes back to it", async () => {
    running("/app/assets/index-old12345.js");
    const fetch = vi.fn(() => Promise.resolve(page("index-new12345.js")));
    const reload = vi.fn();
    stop = askForReload({ fetch, reload, tell });
    await come(1_000);
    expect(fetch).not.toHaveBeenCalled(); // it was loaded a second ago
    await come(60_000);
    expect(tell).toHaveBeenCalledTimes(1);
    expect(tell.mock.calls[0]?.[0]).toMatchObject({ text: "Trivet was upgraded.", duration: 0 });
    tell.mock.calls[0]?.[0].action?.run();
    expect(reload).toHaveBeenCalledTimes(1);
    await come(60_000);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  test("looks now and then, and says nothing while it is today's", async () => {
    running("/app/assets/index-old12345.js");
    const fetch = vi.fn(() => Promise.resolve(page("index-old12345.js")));
    stop = askForReload({ fetch, tell });
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(tell).not.toHaveBeenCalled();
  });

  test("waits where the server is away, or answers something else", async () => {
    running("/app/assets/index-old12345.js");
    const fetch = vi
      .fn<typeof globalThis.fetch>()
      .mockRejectedValueOnce(new TypeError("away"))
      .mockResolvedValueOnce(new Response("starting", { status: 503 }));
    stop = askForReload({ fetch, tell });
    await come(60_000);
    await come(60_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(tell).not.toHaveBeenCalled();
  });

  test("is left alone while nothing is built", async () => {
    running("/src/main.tsx");
    const fetch = vi.fn();
    stop = askForReload({ fetch, tell });
    await come(120_000);
    expect(fetch).not.toHaveBeenCalled();
  });
});
