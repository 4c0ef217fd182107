import { showToast } from "../../../lib";
import type { BoardActions } from "./actions";
import { late } from "./late";

/** The card that a command means: the one with the focus, else the one that is open. */
export function cardMeant({ ui, scene }: BoardActions): string | null {
  const { focus } = ui.get();
  const onCard = Boolean(document.activeElement?.closest("[data-card]"));
  const meant = onCard ? focus : (scene.openId ?? focus);
  if (meant === null) {
    showToast({ text: "Which card? Open one, or put the focus on it, and try again." });
  }
  return meant;
}

/** Opens what asks how a card's branch is called, and where it is made. */
export function askForBranch(actions: BoardActions, id = cardMeant(actions)): void {
  if (id === null) return;
  if (!actions.scene.canEdit) return void showToast({ text: "This board is for you to read." });
  actions.ui.set({ dialog: { kind: "branch", cardId: id } });
}

/** Copies what a card's branch is called or would be called, or what one types to work on it. */
export function copyBranch(
  actions: BoardActions,
  what: "name" | "command",
  id = cardMeant(actions),
): void {
  if (id !== null) void late((code) => code.copyBranch(actions, id, what));
}

/** Opens a card, and the field for a pull request that belongs to it. */
export function askForPullRequest(actions: BoardActions, id = cardMeant(actions)): void {
  if (id === null) return;
  if (!actions.scene.canEdit) return void showToast({ text: "This board is for you to read." });
  if (actions.scene.openId !== id) actions.open(id);
  actions.ui.set({ linking: id });
}
