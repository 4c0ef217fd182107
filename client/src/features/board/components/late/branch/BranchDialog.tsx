import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../../api/describe";
import { repositoriesQuery } from "../../../../../api/queries";
import { Button, Dialog, ErrorState, Skeleton } from "../../../../../lib";
import { gitHubStatusQuery } from "../../../../github";
import { type BranchAttempt, branchNameQuery } from "../../../api/branches";
import type { Card } from "../../../model";
import { useLookup } from "../../context";
import type { TaskNews } from "../../useTask";
import styles from "./Branch.module.css";
import { BranchForm } from "./BranchForm";
import { Lacking, lacking } from "./Lacking";

interface BranchDialogProps {
  readonly card: Card;
  /** One that failed: where to begin again. */
  readonly attempt: BranchAttempt | undefined;
  /** Whether the card is started with it. */
  readonly start?: boolean | undefined;
  readonly store: TaskNews;
  readonly onClose: () => void;
}

/** Has a branch made for a card, once everything that it takes is there. */
export function BranchDialog({ card, attempt, start = false, store, onClose }: BranchDialogProps) {
  const { workspaceId } = useLookup();
  const [chosen, setChosen] = useState(attempt?.repository_id);
  const repositories = useQuery(repositoriesQuery(workspaceId));
  // One that is not connected any more is not asked about.
  const known = repositories.data?.find(({ id }) => id === chosen)?.id;
  const preview = useQuery({
    ...branchNameQuery(card.id, known),
    enabled: repositories.data !== undefined,
  });
  // Unknown, for want of an answer, lacks nothing: the order itself will tell.
  const status = useQuery(gitHubStatusQuery);
  const error = repositories.error ?? preview.error;

  if (repositories.data && preview.data && status.isFetched) {
    const lacks = lacking(status.data, repositories.data);
    if (lacks)
      return <Lacking card={card} lacks={lacks} preview={preview.data} onClose={onClose} />;
    const { repository_id: usual } = preview.data;
    return (
      <BranchForm
        card={card}
        preview={preview.data}
        repositories={repositories.data}
        repository={repositories.data.find(({ id }) => id === (known ?? usual))}
        onRepository={setChosen}
        {...{ attempt, start, store, onClose }}
      />
    );
  }
  const retry = () => {
    if (repositories.error) void repositories.refetch();
    if (preview.error) void preview.refetch();
  };
  return (
    <Dialog
      open
      title={start ? `Start ${card.key}` : `Create a branch for ${card.key}`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Cancel</Button>}
    >
      {error ? (
        <ErrorState level={3} title={describeError(error).title} onRetry={retry}>
          {describeError(error).text}
        </ErrorState>
      ) : (
        <div className={styles.form} role="status" aria-label="Loading">
          <Skeleton height={54} />
          <Skeleton height={54} />
          <Skeleton height={54} />
        </div>
      )}
    </Dialog>
  );
}
