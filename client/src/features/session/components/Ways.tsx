import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";

import { describeError } from "../../../api/describe";
import { methodsQuery } from "../../../api/queries";
import { Button, Icon } from "../../../lib";
import { CopyLine } from "./CopyLine";
import { EmailForm } from "./EmailForm";
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
  const ways = [
    methods.github && (
      <GitHubLink key="github" back={back}>
        Continue with GitHub
      </GitHubLink>
    ),
    methods.email && <EmailForm key="email" back={back} first={!methods.github} />,
    methods.local && <LocalLink key="local" />,
  ].filter((way) => !!way);
  if (ways.length === 0) {
    return (
      <p className={styles.text}>
        No way to sign in is set up. Tell whoever runs Trivet here: the settings of GitHub and of
        mail are missing, and sign-in links are switched off.
      </p>
    );
  }
  return ways.map((way, index) => (
    <Fragment key={way.key}>
      {index > 0 && <p className={styles.or}>or</p>}
      {way}
    </Fragment>
  ));
}

/** How to get a link that signs in, for whoever runs Trivet. */
function LocalLink() {
  return (
    <section aria-labelledby="by-link">
      <h2 id="by-link" className={styles.way}>
        Sign in by a link
      </h2>
      <ol role="list" className={styles.steps}>
        <li>
          <h3>Make a link</h3>
          <p>
            On the machine where Trivet runs, in its folder; with <code>--data</code> if it was
            started with <code>DATA=</code>. It also prints one when it starts.
          </p>
          <CopyLine text=".venv/bin/trivet sign-in-link" />
        </li>
        <li>
          <h3>Open it in this browser</h3>
          <p>
            <Icon name="clock" size={14} className={styles.inline} /> It works once, for 15 minutes.
          </p>
        </li>
      </ol>
    </section>
  );
}
