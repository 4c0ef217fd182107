import { Button, Icon } from "../../../../../lib";
import { ToGitHub } from "../../../../github";
import type { BranchTrouble } from "../../../model/branchTrouble";
import { useActions, useLookup } from "../../context";
import styles from "./Branch.module.css";

interface TroubleProps {
  readonly trouble: BranchTrouble;
  /** A name that is free, if the wanted one was not. */
  readonly suggestion: string | null | undefined;
  readonly onUse: (name: string) => void;
}

/** What happened, what to do next, and the way there if it is not the form itself. */
export function Trouble({ trouble, suggestion, onUse }: TroubleProps) {
  const { title, detail, wayOut } = trouble;
  return (
    <div className={styles.trouble} role="alert">
      <Icon name="warning" className={styles.troubleIcon} />
      <div className={styles.words}>
        <p>
          <strong>{title}.</strong> {detail}
        </p>
        {wayOut === "name" && suggestion && (
          <Button size="small" onClick={() => onUse(suggestion)}>
            Use {suggestion}
          </Button>
        )}
        {wayOut === "account" && <ToGitHub small>Connect GitHub</ToGitHub>}
        {wayOut === "repository" && <ToRepositories />}
      </div>
    </div>
  );
}

/** Where admins connect repositories and mend what is wrong with them. */
export function ToRepositories({ children = "Repositories" }: { children?: string }) {
  const { mayManage } = useLookup();
  const actions = useActions();
  if (!mayManage) return null;
  const open = () => {
    actions.ui.set({ dialog: null });
    actions.openRepositories();
  };
  return (
    <Button size="small" icon="repository" onClick={open}>
      {children}
    </Button>
  );
}
