import { showToast } from "../../../lib";
import { type Card, isOver, mergedBranches, nextStage } from "../model";
import type { BoardActions } from "./actions";
import { cardMeant } from "./branching";

/** Begins with a card, with the suggested branch where one can be made. */
export function startCard(actions: BoardActions, id = cardMeant(actions)): void {
  const card = toStart(actions, id);
  if (card) actions.edits.start(card, actions.scene.me);
}

/** Asks how the branch is called and where it is made, and begins then. */
export function startCardWith(actions: BoardActions, id = cardMeant(actions)): void {
  const card = toStart(actions, id);
  if (card) actions.ui.set({ dialog: { kind: "branch", cardId: card.id, start: true } });
}

/** Is done with a card; what is not merged yet is named. */
export function finishCard(actions: BoardActions, id = cardMeant(actions)): void {
  const card = toChange(actions, id);
  if (!card) return;
  if (isOver(card, actions.scene.columns)) {
    // A rule was quicker, as a rule; what it left is offered all the same.
    if (mergedBranches(card).length > 0) actions.edits.finish(card);
    else tell(`${where(actions, card)} already.`);
  } else if (nextStage(card, actions.scene.columns) === "start") {
    tell(`${card.key} is not started yet. Start it first, or move it where it belongs.`);
  } else actions.edits.finish(card);
}

function toStart(actions: BoardActions, id: string | null): Card | undefined {
  const card = toChange(actions, id);
  if (!card || !isOver(card, actions.scene.columns)) return card;
  tell(`${where(actions, card)}. Move it back first, to start it again.`);
  return undefined;
}

function toChange({ scene, edits }: BoardActions, id: string | null): Card | undefined {
  if (id === null) return undefined;
  if (!scene.canEdit) tell("This board is for you to read.");
  return scene.canEdit ? edits.card(id) : undefined;
}

function where({ scene }: BoardActions, card: Card): string {
  const column = scene.columns.find(({ id }) => id === card.column_id);
  return `${card.key} is in ${column?.name ?? "a column that is over"}`;
}

function tell(text: string): void {
  showToast({ text });
}
