/** Why somebody could not sign in by the panel, and what to do. Pure. */
import { type Described, describeError } from "../../api/describe";
import { ApiError } from "../../api/errors";
import { SdkError } from "../api/sdk";

/** Whether nobody here has the Miro account of whoever looks. */
export function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.code === "miro_person_unknown";
}

export function refusalOf(error: unknown): Described {
  if (error instanceof SdkError) {
    return {
      title: error.loaded
        ? "Miro does not answer this panel"
        : "Miro’s part of this panel did not load",
      text: error.loaded
        ? "Close the panel and open it again, or load the board again."
        : "Look at your connection, and whether something in your browser blocks scripts of Miro.",
      retry: true,
    };
  }
  const code = error instanceof ApiError ? error.code : "";
  if (code === "miro_id_token_invalid") {
    return {
      title: "Trivet does not accept who Miro says you are",
      text: "Load the board again. If that does not help, whoever runs this Trivet compares its client id and its client secret with those of the app at Miro.",
      retry: true,
    };
  }
  if (code === "miro_not_set_up") return NOT_SET_UP;
  return describeError(error);
}

export const NOT_SET_UP: Described = {
  title: "Nobody has set up Miro here yet",
  text: "Whoever runs this Trivet makes an app at Miro and names it in Trivet’s settings: docs/miro.md says how.",
  retry: false,
};
