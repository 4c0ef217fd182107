import { useState } from "react";
import { describeError, fieldError } from "../../../../../api/describe";
import { Button, Dialog, ErrorState, Skeleton } from "../../../../../lib";
import { Notice } from "../../../../workspaces/forms";
import { useLookup } from "../../context";
import styles from "./Branching.module.css";
import { Template } from "./Template";
import { useBranching } from "./useBranching";
import { UsualRepository } from "./UsualRepository";

/** How the branches of a board's cards are called, and where they are usually made. */
export function BranchingDialog({ onClose }: { onClose: () => void }) {
  const { mayManage, canEdit } = useLookup();
  const branching = useBranching();
  const { known, error, template, house, repositoryId, changed, choose } = branching;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const editable = mayManage && canEdit;

  const save = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await branching.save();
    } catch (failure) {
      setBusy(false);
      return setRefused(failure);
    }
    onClose();
  };
  const wrong = fieldError(refused, "template");
  return (
    <Dialog
      open
      title="Branches"
      description="What a card’s branch is called and where it is made, unless somebody says otherwise."
      onClose={onClose}
      footer={
        editable ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={!known || !changed}
              onClick={() => void save()}
            >
              Save
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )
      }
    >
      {known ? (
        <div className={styles.form}>
          <Template
            value={template}
            house={house}
            onChange={editable ? (next) => choose({ template: next }) : undefined}
            error={wrong}
          />
          <UsualRepository
            chosen={repositoryId}
            onChoose={editable ? (next) => choose({ repositoryId: next }) : undefined}
          />
          {!wrong && <Notice error={refused} />}
          {!mayManage && <p className={styles.quiet}>Admins of the workspace can change this.</p>}
        </div>
      ) : error ? (
        <ErrorState
          level={3}
          title={describeError(error).title}
          onRetry={() => void branching.refetch()}
        >
          {describeError(error).text}
        </ErrorState>
      ) : (
        <div className={styles.form} role="status" aria-label="Loading">
          <Skeleton height={54} />
          <Skeleton height={96} />
          <Skeleton height={54} />
        </div>
      )}
    </Dialog>
  );
}
