import { describeError } from "../../../../api/describe";
import { showToast } from "../../../../lib";
import * as api from "../../api/bin";
import { newId } from "../../model";
import type { BoardActions } from "../actions";

/** Makes a copy of a card, right below it. */
export async function copyCard(actions: BoardActions, id: string): Promise<void> {
  const card = actions.edits.card(id);
  if (!card?.key) return;
  try {
    const copy = await api.copyCard(id, id, newId());
    showToast({
      text: `Copied ${card.key} to ${copy.key}`,
      action: { label: "Open", run: () => actions.openCard(copy) },
    });
  } catch (error) {
    const { title, text } = describeError(error);
    showToast({ tone: "danger", text: `${card.key} was not copied`, detail: `${title}. ${text}` });
  }
}
