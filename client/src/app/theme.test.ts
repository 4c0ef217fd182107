import { afterEach, beforeEach, expect, test, vi } from "vitest";

const root = document.documentElement;
let dark = false;
let changed: () => void = () => undefined;

beforeEach(() => {
  dark = false;
  vi.resetModules();
  localStorage.clear();
  delete root.dataset.theme;
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return dark;
    },
    addEventListener: (_name: string, listener: () => void) => (changed = listener),
    removeEventListener: () => (changed = () => undefined),
  }));
});

afterEach(() => vi.unstubAllGlobals());

test("follows the machine until somebody chooses", async () => {
  const { followTheme, setTheme } = await import("./theme");
  const stop = followTheme();
  expect(root.dataset.theme).toBe("light");
  dark = true;
  changed();
  expect(root.dataset.theme).toBe("dark");
  setTheme("light");
  changed();
  expect(root.dataset.theme).toBe("light");
  setTheme("system");
  expect(root.dataset.theme).toBe("dark");
  stop();
});

test("remembers the choice, and takes over that of another tab", async () => {
  const first = await import("./theme");
  first.setTheme("dark");
  vi.resetModules();
  const { followTheme } = await import("./theme");
  const stop = followTheme();
  expect(root.dataset.theme).toBe("dark");
  localStorage.setItem("trivet.theme", "light");
  window.dispatchEvent(new StorageEvent("storage", { key: "trivet.theme" }));
  expect(root.dataset.theme).toBe("light");
  stop();
});

test("what stands in the storage and is no theme counts for nothing", async () => {
  localStorage.setItem("trivet.theme", "sepia");
  const { followTheme } = await import("./theme");
  const stop = followTheme();
  expect(root.dataset.theme).toBe("light");
  stop();
});
