import { type RefObject, useMemo } from "react";
import { type Command, useCommands } from "../../../lib";
import type { BoardActions } from "./actions";
import { askForBranch, askForPullRequest, copyBranch } from "./branching";
import type { BoardKeys } from "./keys";
import { finishCard, startCard, startCardWith } from "./stages";

/** Keys that cards handle themselves; listed for the help. */
const ON_CARDS: readonly (readonly [shortcut: string, title: string])[] = [
  ["enter", "Open the card"],
  ["space", "Lift the card; arrows move it, space drops it, Esc puts it back"],
  ["x", "Select the card"],
  ["shift+arrowdown", "Extend the selection"],
  ["mod+a", "Select the whole column"],
  ["e", "Edit the title"],
  ["m", "Move to a column"],
  ["l", "Set labels"],
  ["a", "Assign people"],
  ["p", "Set the priority"],
  ["d", "Set the due date"],
  ["c", "Copy the card"],
  ["Del", "Archive"],
  ["shift+Del", "Delete, into the bin"],
];

const DIALOGS = [
  { kind: "labels", title: "Labels of this board", icon: "tag", keywords: "rename colour delete" },
  {
    kind: "archived",
    title: "Archived cards of this board",
    icon: "archive",
    keywords: "old done restore bring back",
  },
  { kind: "bin", title: "Bin of this board", icon: "trash", keywords: "deleted cards restore" },
  { kind: "copy-board", title: "Copy this board", icon: "copy", keywords: "duplicate template" },
  {
    kind: "rules",
    title: "Rules of this board",
    icon: "arrow-right",
    keywords: "github automatic",
  },
  {
    kind: "branching",
    title: "Branches of this board",
    icon: "branch",
    keywords: "github template names repository",
  },
] as const;

/** What the palette and the help of shortcuts know of a board. */
export function useBoardCommands(
  actions: BoardActions,
  keys: BoardKeys,
  search: RefObject<HTMLInputElement | null>,
): void {
  const commands = useMemo(() => {
    const board: Command[] = [
      {
        id: "board.search",
        title: "Search this board",
        group: "Board",
        icon: "search",
        shortcut: "/",
        run: () => search.current?.focus(),
      },
      {
        id: "board.filter",
        title: "Filter cards",
        group: "Board",
        icon: "filter",
        shortcut: "f",
        run: () => actions.ui.set({ filtering: true }),
      },
      {
        id: "board.new-card",
        title: "Add a card",
        group: "Board",
        icon: "plus",
        shortcut: "n",
        keywords: "create new",
        run: () => {
          const column = actions.ui.get().column ?? actions.scene.columns[0]?.id;
          if (column) actions.compose(column, "end");
        },
      },
      {
        id: "board.undo",
        title: "Undo your last change",
        group: "Board",
        icon: "undo",
        shortcut: "mod+z",
        keywords: "take back revert",
        run: () => actions.undo(),
      },
      {
        id: "board.redo",
        title: "Redo what you undid",
        group: "Board",
        icon: "refresh",
        shortcut: "mod+shift+z",
        keywords: "again",
        run: () => actions.redo(),
      },
      {
        id: "board.activity",
        title: "Activity of this board",
        group: "Board",
        icon: "clock",
        keywords: "history log who changed what",
        run: () => actions.ui.set({ activity: true }),
      },
      {
        id: "card.start",
        title: "Start the card",
        group: "Card",
        icon: "arrow-right",
        shortcut: "s",
        keywords: "begin assign to me in progress branch work on",
        run: () => startCard(actions),
      },
      {
        id: "card.start-with",
        title: "Start the card with…",
        group: "Card",
        icon: "branch",
        shortcut: "shift+s",
        keywords: "begin branch choose repository",
        run: () => startCardWith(actions),
      },
      {
        id: "card.finish",
        title: "Finish the card",
        group: "Card",
        icon: "check",
        shortcut: "shift+f",
        keywords: "done complete merged close",
        run: () => finishCard(actions),
      },
      {
        id: "card.create-branch",
        title: "Create branch…",
        group: "Card",
        icon: "branch",
        shortcut: "b",
        keywords: "github git new",
        run: () => askForBranch(actions),
      },
      {
        id: "card.link-pull-request",
        title: "Link a pull request…",
        group: "Card",
        icon: "link",
        keywords: "github address url pr",
        run: () => askForPullRequest(actions),
      },
      {
        id: "card.copy-branch-name",
        title: "Copy branch name",
        group: "Card",
        icon: "copy",
        shortcut: "shift+b",
        keywords: "git",
        run: () => copyBranch(actions, "name"),
      },
      {
        id: "card.copy-git-command",
        title: "Copy git command",
        group: "Card",
        icon: "terminal",
        keywords: "branch switch checkout terminal",
        run: () => copyBranch(actions, "command"),
      },
      ...DIALOGS.map(({ kind, title, icon, keywords }): Command => ({
        id: `board.${kind}`,
        title,
        group: "Board",
        icon,
        keywords,
        run: () => actions.ui.set({ dialog: { kind } }),
      })),
      {
        id: "board.escape",
        title: "Clear the selection, or close the card",
        group: "Board",
        shortcut: "escape",
        hidden: true,
        run: () => void keys.escape(),
      },
      {
        id: "board.arrows",
        title: "Go to the cards",
        group: "Board",
        shortcut: "arrowdown",
        hidden: true,
        run: () => actions.step("down", false),
      },
    ];
    const cards = ON_CARDS.map(([shortcut, title]): Command => ({
      id: `card.${shortcut}`,
      title,
      group: "Card",
      shortcut,
      hidden: true,
    }));
    return [...board, ...cards];
  }, [actions, keys, search]);
  useCommands(commands);
}
