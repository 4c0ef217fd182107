import type { MiroBoard } from "./api/sdk";

/** Has the app's icon open the panel; only the page without a place on the screen hears the click. */
export function waitForClick({ ui }: MiroBoard): void {
  const { origin, pathname } = window.location;
  ui.on("icon:click", () => {
    void (async () => {
      // Another panel of ours may be open, and asked something.
      if (await ui.canOpenPanel()) await ui.openPanel({ url: `${origin}${pathname}?panel=1` });
    })();
  });
}
