/** Why nothing can be told of a board, and what to do. Pure. */
import { ApiError } from "../../api/errors";
import { refusalOf } from "./refusals";

export interface BoardRefusal {
  readonly title: string;
  readonly text: string;
  /** Whether trying again may help. */
  readonly retry: boolean;
  /** What connecting Miro is called, where that helps. */
  readonly connect?: string;
}

const REFUSALS: Readonly<Record<string, BoardRefusal>> = {
  miro_account_missing: {
    title: "Let Trivet read this board",
    text: "You are signed in. To read boards in your name, Trivet needs your consent at Miro; this panel goes on when you are back.",
    retry: false,
    connect: "Connect Miro",
  },
  miro_sign_in_needed: {
    title: "Miro wants you to connect again",
    text: "It does not accept what Trivet has from you any more. This panel goes on when you are back.",
    retry: false,
    connect: "Connect again",
  },
  miro_board_not_found: {
    title: "Trivet cannot read this board",
    text: "Miro does not let it, in your name. If the board is in another team than the one that you chose when you connected Miro, connect again and choose its team.",
    retry: true,
    connect: "Connect again",
  },
};

export function boardRefusal(error: unknown): BoardRefusal {
  const known = error instanceof ApiError ? REFUSALS[error.code] : undefined;
  return known ?? refusalOf(error);
}

/** Whether connecting Miro helps. */
export function asksToConnect(error: unknown): boolean {
  return boardRefusal(error).connect !== undefined;
}
