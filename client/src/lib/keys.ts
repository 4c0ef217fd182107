/** Shortcuts are written as `mod+k`, `shift+enter`, `?`, or as a sequence: `g h`. */

export const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

const APPLE: Record<string, string> = { mod: "⌘", alt: "⌥", shift: "⇧", ctrl: "⌃" };
const OTHER: Record<string, string> = { mod: "Ctrl", alt: "Alt", shift: "Shift", ctrl: "Ctrl" };
const NAMES: Record<string, string> = {
  enter: "↵",
  escape: "Esc",
  space: "Space",
  backspace: "⌫",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

/** The key caps of a shortcut, as they stand on this machine's keyboard. */
export function keyCaps(shortcut: string): string[] {
  const modifiers = IS_APPLE ? APPLE : OTHER;
  return shortcut
    .split(" ")
    .flatMap((chord) => chord.split(/\+(?!$)/))
    .map((key) => modifiers[key] ?? NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** The shortcut in the words of `aria-keyshortcuts` (WAI-ARIA 1.2); sequences have none. */
export function ariaKeys(shortcut: string): string | undefined {
  if (shortcut.includes(" ")) return undefined;
  return shortcut
    .split(/\+(?!$)/)
    .map((key) => (key === "mod" ? (IS_APPLE ? "Meta" : "Control") : key))
    .map((key) => key.charAt(0).toUpperCase() + key.slice(1))
    .join("+");
}

/** One key press in the notation of shortcuts. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const mod = IS_APPLE ? event.metaKey : event.ctrlKey;
  // The shift of `?` is part of the character, that of `shift+enter` is not.
  const shift = event.shiftKey && (key.length > 1 || key !== event.key || mod);
  return [mod && "mod", event.altKey && "alt", shift && /[a-z]|..+/.test(key) && "shift", key]
    .filter(Boolean)
    .join("+");
}

/** Whether key presses on this element are text that somebody writes. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "submit", "range", "color"].includes(target.type)
  );
}
