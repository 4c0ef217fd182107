import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { meQuery } from "../../api/queries";
import { mayEdit, mayManage, openDialog, type WorkspaceBoards } from "../../features/workspaces";
import { type Command, useCommands } from "../../lib";
import { leave } from "../shell/PersonMenu";
import { THEMES } from "../shell/ThemeMenu";
import { setTheme } from "../theme";
import { installationCommands } from "./installationCommands";
import { openPalette } from "./open";

type Navigate = ReturnType<typeof useNavigate>;

const FIXED: readonly Command[] = [
  {
    id: "palette",
    title: "Search and commands",
    group: "General",
    shortcut: "mod+k",
    hidden: true,
    whileTyping: true,
    run: () => openPalette("palette"),
  },
  {
    id: "shortcuts",
    title: "Show keyboard shortcuts",
    group: "General",
    icon: "keyboard",
    shortcut: "?",
    run: () => openPalette("shortcuts"),
  },
  ...THEMES.map(({ id, name, icon }): Command => ({
    id: `theme-${id}`,
    title: `Theme: ${name.toLowerCase()}`,
    group: "General",
    icon,
    keywords: "appearance colour mode switch",
    run: () => setTheme(id),
  })),
  {
    id: "sign-out",
    title: "Sign out",
    group: "General",
    icon: "sign-out",
    keywords: "log out leave",
    run: leave,
  },
];

function boardCommands(items: readonly WorkspaceBoards[], navigate: Navigate): Command[] {
  const several = items.length > 1;
  return items.flatMap(({ workspace, boards }) =>
    (boards ?? []).map((board): Command => ({
      id: `board-${board.id}`,
      title: board.name,
      group: several ? `Boards in ${workspace.name}` : "Boards",
      icon: "board",
      keywords: `${board.key} ${workspace.name}`,
      run: () => void navigate({ to: "/b/$boardId", params: { boardId: board.id } }),
    })),
  );
}

/** The pages of each workspace, apart from its boards. */
function placeCommands(items: readonly WorkspaceBoards[], navigate: Navigate): Command[] {
  return items.flatMap(({ workspace }): Command[] => {
    const { id: workspaceId, name } = workspace;
    const params = { workspaceId };
    const titled = (title: string) => (items.length > 1 ? `${title} of ${name}` : title);
    const places: Command[] = [
      {
        id: `members-${workspaceId}`,
        title: titled("Members"),
        group: "Go to",
        icon: "people",
        keywords: "people invite invitations roles remove leave workspace",
        run: () => void navigate({ to: "/w/$workspaceId/members", params }),
      },
      {
        id: `repositories-${workspaceId}`,
        title: titled("Repositories"),
        group: "Go to",
        icon: "branch",
        keywords: "github branches pull requests webhook connect",
        run: () => void navigate({ to: "/w/$workspaceId/repositories", params }),
      },
      {
        id: `background-work-${workspaceId}`,
        title: titled("Background work"),
        group: "Go to",
        icon: "refresh",
        keywords: "tasks jobs queue failed retry cancel progress",
        run: () => void navigate({ to: "/w/$workspaceId/background-work", params }),
      },
    ];
    if (mayManage(workspace)) {
      places.push({
        id: `audit-${workspaceId}`,
        title: titled("Audit log"),
        group: "Go to",
        icon: "clock",
        keywords: "history events who did what",
        run: () => void navigate({ to: "/w/$workspaceId/audit", params }),
      });
    }
    return places;
  });
}

function accountCommands(navigate: Navigate): Command[] {
  return [
    {
      id: "go-account",
      title: "Your account",
      group: "Go to",
      icon: "person",
      keywords: "profile name e-mail me",
      run: () => void navigate({ to: "/account" }),
    },
    {
      id: "go-sessions",
      title: "Your sessions",
      group: "Go to",
      icon: "monitor",
      keywords: "devices sign out everywhere account",
      run: () => void navigate({ to: "/account/sessions" }),
    },
    {
      id: "go-tokens",
      title: "Your API tokens",
      group: "Go to",
      icon: "link",
      keywords: "secret program script account",
      run: () => void navigate({ to: "/account/tokens" }),
    },
    {
      id: "go-whiteboards",
      title: "Whiteboards in Miro",
      group: "Go to",
      icon: "whiteboard",
      shortcut: "g m",
      keywords: "miro connect disconnect account boards sticky notes",
      run: () => void navigate({ to: "/whiteboards" }),
    },
    {
      id: "go-queue",
      title: "Queued changes to whiteboards",
      group: "Go to",
      icon: "whiteboard",
      keywords: "miro jobs batch waiting failed retry cancel",
      run: () => void navigate({ to: "/whiteboards/queue" }),
    },
  ];
}

/** Pages across all boards. */
const MINE = [
  {
    id: "go-search",
    title: "Search all boards",
    icon: "search",
    shortcut: "g /",
    keywords: "find cards text comment description",
    to: "/search",
  },
  {
    id: "go-work",
    title: "My work",
    icon: "checklist",
    shortcut: "g w",
    keywords: "assigned to me cards due overdue today",
    to: "/my-work",
  },
  {
    id: "go-notifications",
    title: "Notifications",
    icon: "bell",
    shortcut: "g i",
    keywords: "inbox unread mentions",
    to: "/notifications",
  },
] as const;

/** What can be done everywhere. */
export function useShellCommands(items: readonly WorkspaceBoards[] | undefined): void {
  const navigate = useNavigate();
  const instanceAdmin = useQuery(meQuery).data?.instance_admin ?? false;
  const places = JSON.stringify(items?.map(({ workspace, boards }) => [workspace, boards]) ?? []);
  const commands = useMemo((): Command[] => {
    const known = JSON.parse(places) as [WorkspaceBoards["workspace"], WorkspaceBoards["boards"]][];
    const boards = known.map(
      ([workspace, list]) => ({ workspace, boards: list }) as WorkspaceBoards,
    );
    const editable = known.some(([workspace]) => mayEdit(workspace));
    const create: Command[] = [
      {
        id: "create-workspace",
        title: "Create a workspace",
        group: "Create",
        icon: "people",
        run: () => openDialog({ kind: "create-workspace" }),
      },
    ];
    if (editable) {
      create.unshift({
        id: "create-board",
        title: "Create a board",
        group: "Create",
        icon: "plus",
        keywords: "new add",
        run: () => openDialog({ kind: "create-board" }),
      });
    }
    return [
      ...boardCommands(boards, navigate),
      {
        id: "go-home",
        title: "All boards",
        group: "Go to",
        icon: "home",
        shortcut: "g h",
        keywords: "home start workspaces",
        run: () => void navigate({ to: "/" }),
      },
      ...MINE.map(({ id, title, icon, shortcut, keywords, to }): Command => ({
        id,
        title,
        group: "Go to",
        icon,
        shortcut,
        keywords,
        run: () => void navigate({ to }),
      })),
      {
        id: "go-settings",
        title: "Settings",
        group: "Go to",
        icon: "settings",
        shortcut: "g s",
        keywords: "preferences theme account",
        run: () => void navigate({ to: "/settings" }),
      },
      ...accountCommands(navigate),
      ...(instanceAdmin ? installationCommands(navigate) : []),
      ...placeCommands(boards, navigate),
      ...create,
      ...FIXED,
    ];
  }, [places, navigate, instanceAdmin]);
  useCommands(commands);
}
