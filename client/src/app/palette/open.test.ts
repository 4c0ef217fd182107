import { expect, test } from "vitest";

import { openPalette, takeTyped } from "./open";

const press = (key: string) =>
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );

test("what is typed before the palette is there is for the palette, not for the page", () => {
  const heard: string[] = [];
  const page = (event: KeyboardEvent) => void heard.push(event.key);
  document.body.addEventListener("keydown", page);
  openPalette("palette");
  for (const key of ["e", "n", "x", "Backspace", "g"]) press(key);
  expect(takeTyped()).toBe("eng");
  expect(heard).toEqual([]);
  press("z");
  expect(heard).toEqual(["z"]);
  openPalette("palette");
  press("a");
  press("Escape");
  press("y");
  expect(heard).toEqual(["z", "y"]);
  expect(takeTyped()).toBe("");
  document.body.removeEventListener("keydown", page);
});
