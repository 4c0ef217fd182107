import { afterEach, expect, test, vi } from "vitest";

import { followUpgrades } from "./freshness";

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
