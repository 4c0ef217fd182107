import { useQuery } from "@tanstack/react-query";

import { type GitHubAccount, gitHubAccountQuery, methodsQuery } from "../../../api/queries";
import { ToGitHub } from "../../github";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { withoutScope } from "../model/gitHubScopes";
import styles from "./sections.module.css";

/** One's account on GitHub, and what it lets Trivet do. */
export function GitHubSection() {
  const account = useQuery(gitHubAccountQuery);
  const methods = useQuery(methodsQuery);
  const error = account.error ?? methods.error;
  const retry = () => {
    if (!account.data) void account.refetch();
    if (!methods.data) void methods.refetch();
  };
  return (
    <section className={styles.section} aria-labelledby="github">
      <h2 id="github" className={styles.heading}>
        GitHub
      </h2>
      {account.data && methods.data ? (
        <div className={styles.panel}>
          <div className={styles.row}>
            {account.data.connected ? (
              <Connected account={account.data} offered={methods.data.github} />
            ) : (
              <NotConnected offered={methods.data.github} />
            )}
          </div>
        </div>
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <RowsSkeleton label="Loading your GitHub account" rows={1} />
      )}
    </section>
  );
}

interface ConnectedProps {
  account: GitHubAccount;
  /** Whether one can sign in with GitHub here. */
  offered: boolean;
}

function Connected({ account, offered }: ConnectedProps) {
  const { login, missing_scopes: missing = [], sign_in_needed: needed } = account;
  return (
    <>
      <div className={styles.words}>
        <p className={styles.name}>
          Connected{login && " as "}
          {login && <bdi>{login}</bdi>}
        </p>
        {needed ? (
          <p className={styles.trouble}>
            GitHub does not accept this connection any more: nothing works there in your name until
            you sign in again.
          </p>
        ) : (
          <p className={styles.quiet}>
            Name, e-mail and picture are those of your account there, as of your last sign-in with
            it.
          </p>
        )}
        {missing.length > 0 && (
          <>
            <p className={styles.quiet}>GitHub was not allowed everything that Trivet asks for:</p>
            <ul className={styles.missing} aria-label="What is missing">
              {missing.map((scope) => (
                <li key={scope}>
                  Without <code>{scope}</code>, {withoutScope(scope)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {offered && (needed || missing.length > 0) && (
        <ToGitHub primary={needed}>{needed ? "Sign in again" : "Allow it on GitHub"}</ToGitHub>
      )}
    </>
  );
}

function NotConnected({ offered }: { offered: boolean }) {
  return (
    <>
      <div className={styles.words}>
        <p className={styles.name}>Not connected</p>
        <p className={styles.quiet}>
          {offered
            ? "Connect your account there to sign in with it, and to work on its repositories in your name."
            : "Signing in with GitHub is not set up here. Whoever runs Trivet can do that."}
        </p>
      </div>
      {offered && <ToGitHub>Connect GitHub</ToGitHub>}
    </>
  );
}
