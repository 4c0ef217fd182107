import { useQuery } from "@tanstack/react-query";
import type { MouseEvent } from "react";
import { repositoriesQuery } from "../../../../../api/queries";
import { copyText, IconButton, Skeleton } from "../../../../../lib";
import type { Card } from "../../../model";
import { useActions, useLookup } from "../../context";
import styles from "./BranchSection.module.css";

interface NoBranchProps {
  readonly card: Card;
  /** How its branch would be called; undefined while that is asked, null if nobody knows. */
  readonly name: string | null | undefined;
}

/** How a card gets to GitHub: by its key in a name. */
export function NoBranch({ card, name }: NoBranchProps) {
  const { workspaceId } = useLookup();
  // Unknown, for want of an answer, is not none.
  const none = useQuery(repositoriesQuery(workspaceId)).data?.length === 0;
  return (
    <div className={styles.none}>
      <p>
        Name a branch or a pull request with <code>{card.key}</code>, and it shows here
        {name === null ? "." : ":"}
      </p>
      {name === undefined && <Skeleton width={240} height={30} />}
      {name && (
        <span className={styles.suggestion}>
          <code className={styles.code} dir="ltr">
            {name}
          </code>
          <IconButton
            icon="copy"
            label="Copy a branch name"
            tooltip="Copy"
            size="small"
            onClick={() => void copyText(name, "branch name")}
          />
        </span>
      )}
      {none && <NoRepository />}
    </div>
  );
}

function NoRepository() {
  const { mayManage } = useLookup();
  const actions = useActions();
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    actions.openRepositories();
  };
  return (
    <p>
      No repository is connected yet.{" "}
      {mayManage ? (
        <a href={actions.repositoriesHref} onClick={go}>
          Connect a repository
        </a>
      ) : (
        "An admin of the workspace can connect one."
      )}
    </p>
  );
}
