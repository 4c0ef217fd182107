import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { meQuery, methodsQuery, unreadQuery } from "../../api/queries";
import { mayEdit, openDialog } from "../../features/workspaces";
import { cx, Icon, type IconName, Mark, Skeleton, tip, VisuallyHidden } from "../../lib";
import { openPalette } from "../palette/open";
import { PersonMenu } from "./PersonMenu";
import styles from "./Rail.module.css";
import { ThemeMenu } from "./ThemeMenu";
import type { Current } from "./useCurrentWorkspace";
import { WorkspaceMenu } from "./WorkspaceMenu";

/** What stands on a board's tile: `MA` and `MA2`, a copy of it, are told apart. */
const tileOf = (key: string) => (key.length <= 3 ? key : key.slice(0, 2));

/** The narrow rail at the left; on small screens a bar at the bottom. */
export function Rail({ items, error, current, boardId }: Current) {
  const { data: me } = useQuery(meQuery);
  const boards = current?.boards;
  return (
    <nav className={styles.rail} aria-label="Main">
      <Link
        to="/"
        className={styles.mark}
        aria-label="Trivet, all boards"
        {...tip("All boards", "g h", "right")}
      >
        <Mark size={26} />
      </Link>
      {current && items && <WorkspaceMenu items={items} current={current} />}
      <ul role="list" className={styles.boards} aria-label="Boards">
        {boards?.map((board) => (
          <li key={board.id}>
            <Link
              to="/b/$boardId"
              params={{ boardId: board.id }}
              className={cx(styles.tile, board.id === boardId && styles.here)}
              aria-current={board.id === boardId ? "page" : undefined}
              {...tip(board.name, undefined, "right")}
            >
              {/* The letters are a picture of the name. */}
              <span aria-hidden>{tileOf(board.key)}</span>
              <VisuallyHidden>{board.name}</VisuallyHidden>
            </Link>
          </li>
        ))}
        {!items &&
          !error &&
          [0, 1].map((index) => (
            <li key={index} className={styles.bone}>
              <Skeleton width={36} height={36} />
            </li>
          ))}
        {current && mayEdit(current.workspace) && boards && (
          <li>
            <RailButton
              icon="plus"
              label="New board"
              onClick={() =>
                openDialog({ kind: "create-board", workspaceId: current.workspace.id })
              }
            />
          </li>
        )}
      </ul>
      <div className={styles.tools}>
        <Link
          to="/"
          className={cx(styles.button, styles.onlySmall)}
          activeOptions={{ exact: true }}
          aria-label="All boards"
        >
          <Icon name="home" size={18} />
        </Link>
        <RailLink to="/search" icon="search" label="Search all boards" shortcut="g /" />
        <RailLink to="/my-work" icon="checklist" label="My work" shortcut="g w" />
        <Bell />
        <Whiteboards />
        <RailButton
          icon="command"
          label="Search and commands"
          shortcut="mod+k"
          className={styles.onlyWide}
          onClick={() => openPalette("palette")}
        />
        <RailButton
          icon="keyboard"
          label="Keyboard shortcuts"
          shortcut="?"
          className={styles.onlyWide}
          onClick={() => openPalette("shortcuts")}
        />
        <ThemeMenu className={styles.onlyWide} />
        <RailLink
          to="/settings"
          icon="settings"
          label="Settings"
          shortcut="g s"
          className={styles.onlyWide}
        />
        <PersonMenu me={me} />
      </div>
    </nav>
  );
}

interface RailLinkProps extends Omit<RailButtonProps, "onClick"> {
  to: "/search" | "/my-work" | "/notifications" | "/whiteboards" | "/settings";
  children?: ReactNode;
}

function RailLink({ to, icon, label, shortcut, className, children }: RailLinkProps) {
  return (
    <Link
      to={to}
      className={cx(styles.button, className)}
      aria-label={label}
      {...tip(label, shortcut, "right")}
    >
      <Icon name={icon} size={18} />
      {children}
    </Link>
  );
}

/** More are not counted out. */
const MOST_COUNTED = 99;

/** Leads to one's notifications, and tells how many are not read. */
function Bell() {
  const { data: unread = 0 } = useQuery(unreadQuery);
  const label = unread > 0 ? `Notifications, ${unread} unread` : "Notifications";
  return (
    <RailLink to="/notifications" icon="bell" label={label} shortcut="g i">
      {unread > 0 && (
        <span className={styles.unread} aria-hidden>
          {unread > MOST_COUNTED ? `${MOST_COUNTED}+` : unread}
        </span>
      )}
    </RailLink>
  );
}

/** Leads to whiteboards, where Miro can be connected; on small screens one's own menu does. */
function Whiteboards() {
  const { data: methods } = useQuery(methodsQuery);
  if (!methods?.miro) return null;
  return (
    <RailLink
      to="/whiteboards"
      icon="whiteboard"
      label="Whiteboards"
      shortcut="g m"
      className={styles.onlyWide}
    />
  );
}

interface RailButtonProps {
  icon: IconName;
  label: string;
  shortcut?: string;
  className?: string | undefined;
  onClick: () => void;
}

function RailButton({ icon, label, shortcut, className, onClick }: RailButtonProps) {
  return (
    <button
      type="button"
      className={cx(styles.button, className)}
      aria-label={label}
      onClick={onClick}
      {...tip(label, shortcut, "right")}
    >
      <Icon name={icon} size={18} />
    </button>
  );
}
