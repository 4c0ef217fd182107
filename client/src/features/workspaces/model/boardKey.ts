import { fold } from "../../../lib";

/** Initials of several words, or the start of one; without accents. */
export function suggestedKey(name: string): string {
  const words =
    fold(name)
      .toUpperCase()
      .match(/[A-Z0-9]+/g) ?? [];
  const letters =
    words.length > 1 ? words.map((word) => word.charAt(0)).join("") : (words[0] ?? "");
  const key = letters.slice(0, 4);
  return /^[A-Z]/.test(key) ? key : "";
}

/** What somebody types, made into what a key may be. */
export function cleanKey(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/^[0-9]+/, "")
    .slice(0, 10);
}

/** A suggestion that no board of the workspace has yet: `ENG`, else `ENG2`, `ENG3`, … */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const key = suggestedKey(name);
  if (!key || !taken.has(key)) return key;
  for (let number = 2; ; number++) if (!taken.has(`${key}${number}`)) return `${key}${number}`;
}
