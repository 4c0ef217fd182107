import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";

import { Announcer, listenForShortcuts, loadFloating, ToastRegion, TooltipLayer } from "../lib";
import { followTheme } from "./theme";

const QUIET_MS = 4_000;

/** What every page has: the voice, the notices, the tooltip, the keys. */
export function Root() {
  useEffect(followTheme, []);
  useEffect(() => listenForShortcuts(), []);
  useEffect(() => {
    // When the page stands: menus open without a wait also where nobody pointed at one before.
    const load = () => void loadFloating().catch(() => undefined);
    const timer = window.setTimeout(load, QUIET_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <>
      <Outlet />
      <ToastRegion />
      <Announcer />
      <TooltipLayer />
    </>
  );
}
