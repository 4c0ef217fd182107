import { useQuery } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { methodsQuery } from "../../../api/queries";
import { Button, Icon } from "../../../lib";
import { CopyLine } from "./CopyLine";
import { GitHubLink } from "./GitHubLink";
import { Working } from "./SignInFrame";
import styles from "./SignInPage.module.css";

/** The ways to sign in that are set up here. */
export function Ways({ back }: { back: string | undefined }) {
  const { data: methods, error, refetch, isFetching } = useQuery(methodsQuery);
  if (!methods && error) {
    const { title, text } = describeError(error);
    return (
      <div role="alert">
        <p className={styles.text}>
          {title}. {text}
        </p>
        <Button variant="primary" icon="refresh" busy={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!methods) return <Working label="Loading the ways to sign in" />;
  if (!methods.github && !methods.local) {
    return (
      <p className={styles.text}>
        No way to sign in is set up. Tell whoever runs Trivet here: the settings of GitHub are
        missing, and sign-in links are switched off.
      </p>
    );
  }
  return (
    <>
      {methods.github && <GitHubLink back={back}>Continue with GitHub</GitHubLink>}
      {methods.github && methods.local && <p className={styles.or}>or</p>}
      {methods.local && (
        <section aria-labelledby="by-link">
          <h2 id="by-link" className={styles.way}>
            Sign in by a link
          </h2>
          <HowTo level={3} />
        </section>
      )}
    </>
  );
}

/** How to get a link that signs in. */
export function HowTo({ level }: { level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ol role="list" className={styles.steps}>
      <li>
        <Heading>Make a link</Heading>
        <p>
          On the machine where Trivet runs, in its folder; with <code>--data</code> if it was
          started with <code>DATA=</code>. It also prints one when it starts.
        </p>
        <CopyLine text=".venv/bin/trivet sign-in-link" />
      </li>
      <li>
        <Heading>Open it in this browser</Heading>
        <p>
          <Icon name="clock" size={14} className={styles.inline} /> It works once, for 15 minutes.
        </p>
      </li>
    </ol>
  );
}
