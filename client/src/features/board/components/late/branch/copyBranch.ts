import { describeError } from "../../../../../api/describe";
import { copyText, showToast } from "../../../../../lib";
import { askBranchName } from "../../../api/branches";
import { createCommand, currentBranch, switchCommand } from "../../../model";
import type { BoardActions } from "../../actions";

/** Copies the name of a card's branch, or the command for it; of one to be made if there is none. */
export async function copyBranch(
  actions: BoardActions,
  id: string,
  what: "name" | "command",
): Promise<void> {
  const card = actions.edits.card(id);
  if (!card?.key) return;
  const there = currentBranch(card);
  if (there) return copy(what, there.name, switchCommand(there.name));
  try {
    const { name } = await askBranchName(id);
    await copy(what, name, createCommand(name));
  } catch (error) {
    const { title, text } = describeError(error);
    showToast({
      tone: "danger",
      text: "The branch’s name cannot be told just now",
      detail: `${title}. ${text}`,
    });
  }
}

async function copy(what: "name" | "command", name: string, command: string): Promise<void> {
  if (what === "name") await copyText(name, "branch name");
  else await copyText(command, "git command");
}
