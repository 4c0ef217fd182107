import { type FormEvent, useId, useState } from "react";
import { fieldError } from "../../../../../api/describe";
import type { Repository } from "../../../../../api/queries";
import { Button, copyText, Dialog } from "../../../../../lib";
import { GitHubBanner, whenAgain } from "../../../../github";
import type { BranchAttempt, BranchName } from "../../../api/branches";
import { type Card, createCommand } from "../../../model";
import { progressWords } from "../../../model/branchProgress";
import { useLookup } from "../../context";
import type { TaskNews } from "../../useTask";
import { BaseField } from "./BaseField";
import styles from "./Branch.module.css";
import { NameField } from "./NameField";
import { RepositoryField } from "./RepositoryField";
import { Trouble } from "./Trouble";
import { useOrder } from "./useOrder";

export interface BranchFormProps {
  readonly card: Card;
  readonly preview: BranchName;
  readonly repositories: readonly Repository[];
  readonly repository: Repository | undefined;
  readonly onRepository: (id: string) => void;
  readonly attempt: BranchAttempt | undefined;
  /** Whether the card is started with it. */
  readonly start: boolean;
  readonly store: TaskNews;
  readonly onClose: () => void;
}

/** Asks how the branch is called, where it is made and where it starts; and has it made. */
export function BranchForm(props: BranchFormProps) {
  const { card, preview, repositories, repository, attempt, start, store, onClose } = props;
  const { workspaceId } = useLookup();
  const form = useId();
  const [typed, setTyped] = useState(attempt?.branch_name ?? null);
  const [base, setBase] = useState(attempt?.base_branch ?? null);
  const [tried, setTried] = useState(false);
  const { order, forget, busy, started, task, taskId, trouble, refusal } = useOrder({
    ...{ store, card, attempt, start, onClose },
  });
  const name = typed ?? preview.name;
  const starts = start && !started;
  const entry = preview.pending.find((one) => one.task.id === taskId) ?? attempt;
  const whyNot = repository && !repository.can_branch ? repository.why_not : undefined;

  const make = (branch_name: string) => {
    setTried(true);
    if (!repository || whyNot || !branch_name) return;
    void order({ repo_id: repository.id, branch_name, base_branch: base });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(name);
  };
  return (
    <Dialog
      open
      title={starts ? `Start ${card.key}` : `Create a branch for ${card.key}`}
      description={
        <span className={styles.card} dir="auto">
          {card.title}
        </span>
      }
      onClose={onClose}
      footer={
        <>
          <Button
            variant="quiet"
            icon="copy"
            className={styles.spread}
            tooltip="To make it yourself"
            onClick={() => void copyText(createCommand(name), "git command")}
          >
            Copy git command
          </Button>
          <Button onClick={onClose}>{busy || started ? "Close" : "Cancel"}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {trouble?.wayOut === "retry" ? "Try again" : starts ? "Start" : "Create branch"}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        <GitHubBanner workspaceId={workspaceId} />
        <RepositoryField
          repositories={repositories}
          chosen={repository}
          onChoose={(id) => {
            props.onRepository(id);
            // Another repository has other branches.
            setBase(null);
            forget();
          }}
          error={whyNot ?? (tried && !repository ? "Choose where to make it." : undefined)}
        />
        <NameField
          cardId={card.id}
          value={name}
          suggested={preview.name}
          onChange={(next) => {
            setTyped(next);
            forget();
          }}
          error={tried && !name ? "Give the branch a name." : fieldError(refusal, "branch_name")}
        />
        <BaseField
          repository={repository}
          chosen={base}
          usual={repository ? (preview.base_branch ?? repository.default_branch ?? null) : null}
          onChoose={(next) => {
            setBase(next);
            forget();
          }}
          error={fieldError(refusal, "base_branch")}
        />
        {started && trouble && (
          <p className={styles.progress}>{card.key} is started. What it lacks is its branch.</p>
        )}
        {trouble && (
          <Trouble
            trouble={trouble}
            suggestion={entry?.suggestion}
            onUse={(free) => {
              setTyped(free);
              make(free);
            }}
          />
        )}
        {busy && (
          <p className={styles.progress} role="status">
            <span className={styles.pulse} aria-hidden />
            {progressWords(task, whenAgain)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
