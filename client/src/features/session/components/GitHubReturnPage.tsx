import { describeError } from "../../../api/describe";
import { signInWithGitHub } from "../api/session";
import { type GitHubAnswer, gitHubAnswer, keptBack, wasConnecting } from "../model/github";
import { GitHubLink } from "./GitHubLink";
import { type Refusal, ReturnFrame, type ReturnPageProps } from "./ReturnFrame";
import styles from "./SignInPage.module.css";
import { type Return, useReturn } from "./useReturn";

/** GitHub sent the browser back without a code. */
class GitHubRefused extends Error {
  constructor(readonly answer: Extract<GitHubAnswer, { kind: "refusal" }>) {
    super("GitHub refused.");
    this.name = "GitHubRefused";
  }
}

function exchange(fragment: string): Promise<string | null> | undefined {
  const answer = gitHubAnswer(fragment);
  if (answer?.kind === "refusal") throw new GitHubRefused(answer);
  return answer ? signInWithGitHub(answer.code, answer.state) : undefined;
}

/** Where GitHub sends the browser back to. */
export function GitHubReturnPage({ onSignedIn, otherWays }: ReturnPageProps) {
  const connect = wasConnecting();
  const refusal = wordsFor(useReturn("github", exchange, onSignedIn), connect);
  const back = keptBack();
  return (
    <ReturnFrame refusal={refusal}>
      <GitHubLink back={back} connect={connect}>
        {connect ? "Try again to connect GitHub" : "Try again with GitHub"}
      </GitHubLink>
      <p className={styles.other}>
        {connect ? <a href={back ?? "/app/account"}>Back to your account</a> : otherWays(back)}
      </p>
    </ReturnFrame>
  );
}

function wordsFor(result: Return, connect: boolean): Refusal | null {
  if (result.state === "working") return null;
  if (result.state === "empty") {
    return {
      title: "Nobody is signed in yet",
      text: "This page is for those who come back from GitHub, and works once.",
    };
  }
  if (!(result.error instanceof GitHubRefused)) return describeError(result.error);
  const { denied, description } = result.error.answer;
  return {
    title: connect ? "GitHub was not connected" : "GitHub did not sign you in",
    text: denied
      ? connect
        ? "Access was declined on GitHub. You are still signed in, and nothing has changed."
        : "Access was declined on GitHub. Trivet needs it to know who you are."
      : (description ?? "It did not say why. Try again in a moment."),
  };
}
