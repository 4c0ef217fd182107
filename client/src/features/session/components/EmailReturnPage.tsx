import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import { signInByEmail } from "../api/session";
import { type Refusal, ReturnFrame, type ReturnPageProps } from "./ReturnFrame";
import { type Return, useReturn } from "./useReturn";

/** Where the link of a mail leads. */
export function EmailReturnPage({ onSignedIn, otherWays }: ReturnPageProps) {
  const refusal = wordsFor(useReturn("email", signInByEmail, onSignedIn));
  return <ReturnFrame refusal={refusal}>{otherWays(undefined)}</ReturnFrame>;
}

function wordsFor(result: Return): Refusal | null {
  if (result.state === "working") return null;
  if (result.state === "empty") {
    return {
      title: "Nobody is signed in yet",
      text: "This page is for those who open the link of a mail, and works once.",
    };
  }
  const { error } = result;
  if (error instanceof ApiError && error.status === 422) {
    return {
      title: "This link is not complete",
      text: "Open it from the mail once more, or copy the whole of it.",
    };
  }
  const words = describeError(error);
  // The secret has left the address: loading the page again would not find it.
  return words.retry
    ? { ...words, text: `${words.text} Then open the link of the mail again.` }
    : words;
}
