import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { describeError } from "../../../../api/describe";
import { Button, DialogFoot, ErrorState } from "../../../../lib";
import { GitHubBanner, gitHubStatusQuery, ToGitHub } from "../../../github";
import { RowsSkeleton } from "../../../workspaces/pages";
import styles from "./Connect.module.css";
import { Connecting } from "./Connecting";
import { Picking } from "./Picking";

interface FromGitHubProps {
  workspaceId: string;
  onPicked: () => void;
  onClose: () => void;
}

/** Picks from what one's GitHub account reaches, once there is one. */
export function FromGitHub({ workspaceId, onPicked, onClose }: FromGitHubProps) {
  const { data: status, error, refetch } = useQuery(gitHubStatusQuery);
  const [picked, setPicked] = useState<readonly string[] | null>(null);

  if (picked) return <Connecting {...{ workspaceId, names: picked, onPicked, onClose }} />;
  if (!status) {
    return error ? (
      <ErrorState level={3} title={describeError(error).title} onRetry={() => void refetch()}>
        {describeError(error).text}
      </ErrorState>
    ) : (
      <RowsSkeleton label="Loading" rows={4} />
    );
  }
  if (status.api === "not_set_up") {
    return (
      <Lacking onClose={onClose}>
        <p>
          Nobody can connect GitHub here yet. Whoever runs Trivet sets that up in ten minutes:{" "}
          <code>docs/github.md</code> says how. Until then connect repositories by hand.
        </p>
      </Lacking>
    );
  }
  if (!status.account) {
    return (
      <Lacking onClose={onClose} way={<ToGitHub primary>Connect GitHub</ToGitHub>}>
        <p>
          Connect your GitHub account first: then the repositories that you can reach stand here,
          and Trivet makes their webhooks for you.
        </p>
      </Lacking>
    );
  }
  if (status.account.sign_in_needed) {
    return (
      <Lacking onClose={onClose} way={<ToGitHub primary>Sign in again</ToGitHub>}>
        <p>GitHub does not accept your connection any more, and shows Trivet nothing of yours.</p>
      </Lacking>
    );
  }
  const lacks = status.account.missing_scopes.includes("repo");
  return (
    <>
      <div className={styles.notes}>
        <GitHubBanner workspaceId={workspaceId} />
        {lacks && (
          <div className={styles.note}>
            <p>
              GitHub was not allowed <code>repo</code>: private repositories do not show, and Trivet
              can make no webhooks.
            </p>
            <ToGitHub small>Allow it on GitHub</ToGitHub>
          </div>
        )}
      </div>
      <Picking
        workspaceId={workspaceId}
        appUrl={status.app?.install_url}
        onConnect={setPicked}
        onClose={onClose}
      />
    </>
  );
}

interface LackingProps {
  /** What changes that. */
  way?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

function Lacking({ way, onClose, children }: LackingProps) {
  return (
    <>
      <div className={styles.lacking}>
        {children}
        {way}
      </div>
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </>
  );
}
