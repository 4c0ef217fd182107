import { afterEach, expect, test } from "vitest";

import { listenForShortcuts, registerCommands } from "./commands";

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

test("the last key of a sequence does not do what it does by itself", () => {
  const ran: string[] = [];
  const command = (id: string, shortcut: string) => ({
    id,
    title: id,
    group: "Test",
    shortcut,
    run: () => void ran.push(id),
  });
  stops = [
    listenForShortcuts(),
    registerCommands([command("sequence", "g /")]),
    registerCommands([command("alone", "/")]),
  ];
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  for (const key of ["/", "g", "/", "/"]) press(key);
  expect(ran).toEqual(["alone", "sequence", "alone"]);
});
