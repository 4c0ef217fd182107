import { useSyncExternalStore } from "react";

/** What a person chose; `system` follows the machine. */
export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

// The name is known to `public/theme.js` too, which sets the theme before the first paint.
const KEY = "trivet.theme";
const GROUND: Record<Theme, string> = { light: "#f6f6f8", dark: "#121315" };

const listeners = new Set<() => void>();
const system = window.matchMedia("(prefers-color-scheme: dark)");
let choice = read();

function read(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system"; // Storage is switched off in this browser.
  }
}

/** The theme that a choice means on this machine. */
export function resolved(chosen: ThemeChoice, systemIsDark: boolean): Theme {
  if (chosen !== "system") return chosen;
  return systemIsDark ? "dark" : "light";
}

function apply(): void {
  const theme = resolved(choice, system.matches);
  const root = document.documentElement;
  if (root.dataset.theme !== theme) {
    // Everything changes at once: hundreds of small fades would flicker.
    root.dataset.switching = "";
    root.dataset.theme = theme;
    requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset.switching));
  }
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content = GROUND[theme];
  }
  for (const listener of listeners) listener();
}

export function setTheme(next: ThemeChoice): void {
  choice = next;
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  apply();
}

/** Follows the machine and the other tabs. Once per page; what comes back stops it. */
export function followTheme(): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== KEY && event.key !== null) return;
    choice = read();
    apply();
  };
  apply();
  system.addEventListener("change", apply);
  window.addEventListener("storage", fromOtherTab);
  return () => {
    system.removeEventListener("change", apply);
    window.removeEventListener("storage", fromOtherTab);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => resolved(choice, system.matches));
}
