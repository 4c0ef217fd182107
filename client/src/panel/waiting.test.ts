import { expect, test, vi } from "vitest";

import { anSdk } from "./testing";
import { waitForClick } from "./waiting";

test("a click on the icon opens the panel, unless one is open", async () => {
  let click: () => void = () => undefined;
  let free = false;
  const openPanel = vi.fn(async () => undefined);
  const canOpenPanel = vi.fn(async () => free);
  const on = (event: string, handler: () => void) => {
    expect(event).toBe("icon:click");
    click = handler;
  };
  waitForClick(anSdk({ ui: { on, canOpenPanel, openPanel } }));
  click();
  await vi.waitFor(() => expect(canOpenPanel).toHaveBeenCalledTimes(1));
  free = true;
  click();
  const { origin, pathname } = window.location;
  await vi.waitFor(() =>
    expect(openPanel).toHaveBeenCalledExactlyOnceWith({ url: `${origin}${pathname}?panel=1` }),
  );
});
