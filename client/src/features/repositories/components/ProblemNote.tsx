import { useQuery } from "@tanstack/react-query";

import type { Repository } from "../../../api/queries";
import { Button, ExternalLink, Icon, Time } from "../../../lib";
import { gitHubStatusQuery, ToGitHub } from "../../github";
import { checkWords } from "../model/standing";
import styles from "./RepositoryRow.module.css";

interface ProblemNoteProps {
  repository: Repository;
  manages: boolean;
  onCheck: () => void;
}

/** What is wrong with a repository, since when, and what helps. */
export function ProblemNote({ repository, manages, onCheck }: ProblemNoteProps) {
  const { problem, state } = repository;
  const { data: status } = useQuery({ ...gitHubStatusQuery, enabled: manages });
  if (!problem) return null;
  const { code, detail, since } = problem;
  const signsIn =
    code === "sign_in_needed" && status && (!status.account || status.account.sign_in_needed);
  return (
    <div className={styles.problem} data-state={state}>
      <Icon name={state === "problem" ? "warning" : "info"} className={styles.problemIcon} />
      <div className={styles.problemWords}>
        <p>
          {detail}
          {since && (
            <span className={styles.quiet}>
              {" "}
              Noticed <Time value={since} />.
            </span>
          )}
        </p>
        {manages && (
          <div className={styles.ways}>
            {signsIn && (
              <ToGitHub small>{status.account ? "Sign in again" : "Connect GitHub"}</ToGitHub>
            )}
            {code === "app_removed" && status?.app && (
              <ExternalLink href={status.app.install_url}>
                Install the GitHub App again
              </ExternalLink>
            )}
            <Button size="small" icon="refresh" onClick={onCheck}>
              {checkWords(repository)}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
