import type { KeyboardEvent } from "react";
import { announce, isTyping } from "../../../lib";
import {
  type BoardState,
  type KeyboardMove,
  keyboardMove,
  type KeyboardMoveAction,
} from "../model";
import type { BoardActions } from "./actions";
import type { Direction } from "./steps";
import type { PickerKind } from "./ui";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

const PICKERS: Readonly<Record<string, PickerKind>> = {
  l: "labels",
  a: "assignees",
  p: "priority",
  d: "due",
  m: "column",
};

/** The keys of the board, while its cards have the focus. */
export class BoardKeys {
  #move: KeyboardMove | null = null;

  constructor(
    private readonly actions: BoardActions,
    private readonly state: () => BoardState | undefined,
  ) {}

  readonly onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || isTyping(event.target)) return;
    // While the pointer drags, Escape ends the drag and no other key means anything.
    if (this.actions.ui.get().dragged) return;
    const target = event.target as HTMLElement;
    // The picker that a key asked for is on its way: what is typed by now is not meant for the card.
    if (this.actions.ui.get().picker && target.closest("[data-card]") && event.key !== "Tab") {
      event.preventDefault();
      if (event.key === "Escape") this.actions.ui.set({ picker: null });
      return;
    }
    // Buttons and menus inside the board keep their own keys.
    if (!target.closest("[data-card] a, [data-empty]") && event.key !== "Escape") return;
    const handled = this.#move ? this.#lifted(event) : this.#command(event) || this.#letter(event);
    if (handled) event.preventDefault();
  };

  /** Puts down what is in the air, where it was. */
  cancel(): void {
    if (this.#move) this.#act({ type: "cancel" });
  }

  #command(event: KeyboardEvent): boolean {
    const { actions } = this;
    const { focus } = actions.ui.get();
    const direction = DIRECTIONS[event.key];
    const mod = event.metaKey || event.ctrlKey;
    if (mod && event.key.toLowerCase() === "a") actions.selectColumn();
    else if (mod || event.altKey) return false;
    else if (direction) actions.step(direction, event.shiftKey);
    else if (event.key === "Escape") return this.escape();
    else if (focus === null) return false;
    else if (event.key === "Enter") actions.open(focus);
    else if (event.key === " ") this.#lift(focus);
    else if (event.key === "F2") actions.startRenaming(focus);
    else if (event.key === "Delete" && actions.scene.canEdit) {
      if (event.shiftKey) actions.delete(focus);
      else actions.archive(actions.targets(focus));
    } else return false;
    return true;
  }

  #letter(event: KeyboardEvent): boolean {
    if (event.metaKey || event.ctrlKey || event.altKey) return false;
    const { actions } = this;
    const { focus, column } = actions.ui.get();
    const key = event.key.toLowerCase();
    const picker = PICKERS[key];
    if (key === "n" && column) actions.compose(column, event.shiftKey ? "start" : "end");
    else if (focus === null) return false;
    else if (key === "x") actions.toggle(focus);
    else if (key === "e") actions.startRenaming(focus);
    else if (key === "c" && actions.scene.canEdit) actions.copy(focus);
    else if (picker) actions.openPicker(picker, actions.targets(focus), focus);
    else return false;
    return true;
  }

  /** Clears the selection, else closes the card, else the activity; false if there was none. */
  escape(): boolean {
    const { actions } = this;
    if (actions.ui.get().selected.size > 0) actions.ui.clearSelection();
    else if (actions.scene.openId) actions.close();
    else if (actions.ui.get().activity) actions.ui.set({ activity: false });
    else return false;
    return true;
  }

  // -- moving by keyboard ----------------------------------------------------

  #lift(focus: string): void {
    if (this.actions.scene.canEdit) {
      this.#act({ type: "lift", card_ids: this.actions.targets(focus) });
    }
  }

  #lifted(event: KeyboardEvent): boolean {
    const to = DIRECTIONS[event.key];
    if (to) this.#act({ type: "move", to });
    else if (event.key === " " || event.key === "Enter") this.#act({ type: "drop" });
    else if (event.key === "Escape" || event.key === "Tab") this.#act({ type: "cancel" });
    else return event.key.length === 1;
    return event.key !== "Tab";
  }

  #act(action: KeyboardMoveAction): void {
    const { actions } = this;
    const state = this.state();
    if (!state) return;
    const result = keyboardMove(this.#move, action, state, actions.scene.shown);
    this.#move = result.move;
    if (result.announcement) announce(result.announcement);
    if (result.move) {
      const { card_ids, column_id, index } = result.move;
      const landing = { columnId: column_id, index };
      actions.ui.set({ moving: new Set(card_ids), lifted: true, landing });
      return;
    }
    actions.ui.settle();
    const { drop } = result;
    if (!drop) return;
    actions.edits.move(drop.card_ids, drop.column_id, drop.placement);
    const { focus } = actions.ui.get();
    if (focus) actions.focusCard(focus);
  }
}
