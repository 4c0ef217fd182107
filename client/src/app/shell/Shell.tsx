import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";

import { useOpenDialog } from "../../features/workspaces";
import { announce, FloatingContainer } from "../../lib";
import { usePaletteOpen } from "../palette/open";
import { useShellCommands } from "../palette/useShellCommands";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { useCurrentWorkspace } from "./useCurrentWorkspace";

const WorkspaceDialogs = lazy(() => import("../../features/workspaces/dialogs"));
const Palette = lazy(() => import("../palette/Palette"));
const ShortcutHelp = lazy(() => import("../palette/ShortcutHelp"));

/** The frame of every page inside: the rail, and what it leads to. */
export function Shell() {
  const where = useCurrentWorkspace();
  const navigate = useNavigate();
  const open = usePaletteOpen();
  const [floating, setFloating] = useState<HTMLElement | null>(null);
  const dialog = useOpenDialog();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useShellCommands(where.items);
  useArrival(main, pathname.replace(/\/c\/.*/, ""));
  // On a fresh installation there is nothing to go to yet.
  const bare = where.items?.length === 0 && pathname === "/";
  return (
    <FloatingContainer value={floating}>
      <div className={styles.shell}>
        <a
          className={styles.skip}
          href="#main"
          onClick={(event) => (event.preventDefault(), main.current?.focus())}
        >
          Skip to the content
        </a>
        {!bare && <Rail {...where} />}
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
          {/* Menus belong to the content, not beside it. */}
          <div ref={setFloating} />
        </main>
        <Suspense>
          {dialog && (
            <WorkspaceDialogs
              dialog={dialog}
              currentWorkspaceId={where.current?.workspace.id}
              onBoardCreated={(boardId) =>
                void navigate({ to: "/b/$boardId", params: { boardId } })
              }
            />
          )}
          {open === "palette" && <Palette />}
          {open === "shortcuts" && <ShortcutHelp />}
        </Suspense>
      </div>
    </FloatingContainer>
  );
}

/** A new page is announced, and takes the focus if what had it is gone. */
function useArrival(main: React.RefObject<HTMLElement | null>, page: string): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    // The page names itself in an effect of its own.
    const frame = requestAnimationFrame(() => {
      announce(document.title);
      if (document.activeElement === document.body || document.activeElement?.closest("nav"))
        main.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [main, page]);
}
