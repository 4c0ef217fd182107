import type { Repository } from "../../../../../api/queries";
import { Button, CopyValue, Dialog } from "../../../../../lib";
import { type GitHubStatus, ToGitHub } from "../../../../github";
import type { BranchName } from "../../../api/branches";
import { type Card, createCommand } from "../../../model";
import { useLookup } from "../../context";
import styles from "./Branch.module.css";
import { ToRepositories } from "./Trouble";

/** What must be there before Trivet can make a branch in somebody's name, the first that lacks. */
type Lacks = "set-up" | "repository" | "account" | "sign-in" | "scope";

export function lacking(
  status: GitHubStatus | undefined,
  repositories: readonly Repository[],
): Lacks | null {
  if (status?.api === "not_set_up") return "set-up";
  if (repositories.length === 0) return "repository";
  if (!status) return null;
  if (!status.account) return "account";
  if (status.account.sign_in_needed) return "sign-in";
  return status.account.missing_scopes.includes("repo") ? "scope" : null;
}

interface LackingProps {
  readonly card: Card;
  readonly lacks: Lacks;
  readonly preview: BranchName;
  readonly onClose: () => void;
}

/** Why no branch can be made from here yet and who can change that; and how to make it by hand. */
export function Lacking({ card, lacks, preview, onClose }: LackingProps) {
  return (
    <Dialog
      open
      title={`Create a branch for ${card.key}`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className={styles.lacking}>
        <Why lacks={lacks} />
        <section className={styles.byHand} aria-label="By hand">
          <p className={styles.quiet}>
            Or make it yourself: a branch of this name shows on the card as soon as GitHub has it.
          </p>
          <CopyValue label="Branch name" value={preview.name} />
          <CopyValue label="Git command" value={createCommand(preview.name)} />
        </section>
      </div>
    </Dialog>
  );
}

function Why({ lacks }: { lacks: Lacks }) {
  const { mayManage } = useLookup();
  switch (lacks) {
    case "set-up":
      return (
        <p>
          Nobody can connect GitHub here yet. Whoever runs Trivet sets that up in ten minutes:{" "}
          <code>docs/github.md</code> says how.
        </p>
      );
    case "repository":
      return (
        <>
          <p>
            No repository is connected to this workspace yet.
            {!mayManage && " An admin of the workspace can connect one."}
          </p>
          {mayManage && (
            <div className={styles.ways}>
              <ToRepositories>Connect a repository</ToRepositories>
            </div>
          )}
        </>
      );
    case "account":
      return (
        <>
          <p>Branches are made in your name. Connect your GitHub account, and come back here.</p>
          <div className={styles.ways}>
            <ToGitHub primary>Connect GitHub</ToGitHub>
          </div>
        </>
      );
    case "sign-in":
      return (
        <>
          <p>
            GitHub does not accept your connection any more, so that nothing works in your name.
          </p>
          <div className={styles.ways}>
            <ToGitHub primary>Sign in again</ToGitHub>
          </div>
        </>
      );
    case "scope":
      return (
        <>
          <p>
            GitHub was not allowed <code>repo</code>, without which Trivet can make no branches in
            your name.
          </p>
          <div className={styles.ways}>
            <ToGitHub primary>Allow it on GitHub</ToGitHub>
          </div>
        </>
      );
  }
}
