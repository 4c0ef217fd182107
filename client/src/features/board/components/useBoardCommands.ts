import { type RefObject, useMemo } from "react";
import { type Command, useCommands } from "../../../lib";
import type { BoardActions } from "./actions";
import type { BoardKeys } from "./keys";

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
  ["delete", "Archive"],
];

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
