import { useEffect, useSyncExternalStore } from "react";

import { chordOf, isTyping } from "./keys";
import type { IconName } from "./icons";

/** Something that a person can do by name in the palette, or by a key. */
export interface Command {
  /** Unique; a later registration takes the place of an earlier one. */
  id: string;
  /** Verb first: `Create a board`. */
  title: string;
  /** The heading under which it is listed: `Go to`, `Board`, `Card`. */
  group: string;
  icon?: IconName | undefined;
  /** As `mod+k`, `?`, or a sequence `g h`. */
  shortcut?: string | undefined;
  /** Further words by which the palette finds it. */
  keywords?: string | undefined;
  /** Without it, the entry only explains a key that some element handles itself. */
  run?: (() => void) | undefined;
  /** The key works also while somebody types. */
  whileTyping?: boolean | undefined;
  /** Listed in the help of shortcuts, not in the palette. */
  hidden?: boolean | undefined;
}

let registered: readonly (readonly Command[])[] = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function set(next: typeof registered): void {
  registered = next;
  flat = [...new Map(next.flat().map((command) => [command.id, command])).values()];
  for (const listener of listeners) listener();
}

/** Adds commands; what comes back takes them away. */
export function registerCommands(commands: readonly Command[]): () => void {
  set([...registered, commands]);
  return () => set(registered.filter((one) => one !== commands));
}

/** Commands that exist while the component does. Memoise the list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => registerCommands(commands), [commands]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => flat);
}

const SEQUENCE_MS = 900;

/** Runs commands by their keys. Once per page; what comes back stops it. */
export function listenForShortcuts(target: Document = document): () => void {
  let before = "";
  let at = 0;
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const chord = chordOf(event);
    const now = performance.now();
    const sequence = now - at < SEQUENCE_MS && before ? `${before} ${chord}` : "";
    const typing = isTyping(event.target);
    // While a dialog is open, what lies behind it does not answer.
    const modal = target.querySelector("dialog:modal") !== null;
    const by = (shortcut: string) =>
      flat.findLast(
        (command) =>
          command.run &&
          command.shortcut === shortcut &&
          (command.whileTyping || (!typing && !modal)),
      );
    // Who has begun a sequence means it: its last key may be a command of its own.
    const found = (sequence && by(sequence)) || by(chord);
    before = typing ? "" : chord;
    at = now;
    if (!found?.run) return;
    before = "";
    event.preventDefault();
    found.run();
  };
  target.addEventListener("keydown", listener);
  return () => target.removeEventListener("keydown", listener);
}
