import { useState } from "react";

import { ApiError } from "../../../api/errors";
import type { Repository } from "../../../api/queries";
import { Button, Dialog } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { disconnectRepository } from "../api/repositories";

export interface DisconnectDialogProps {
  workspaceId: string;
  repository: Repository;
  onClose: () => void;
  onDone: (repository: Repository) => void;
}

/** What becomes of the way by which news of it come. */
const AFTERWARDS: Readonly<Record<Repository["via"], string>> = {
  hook: "The webhook that Trivet made on GitHub is removed.",
  app: "The GitHub App keeps its access until it is taken away on GitHub.",
  poll: "Trivet asks GitHub no more about it.",
  hand: "What its webhook delivers is refused: delete the webhook on GitHub, too.",
};

/** Asks before a repository is let go. */
export function DisconnectDialog(props: DisconnectDialogProps) {
  const { workspaceId, repository, onClose, onDone } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const disconnect = async () => {
    setBusy(true);
    setError(null);
    try {
      await disconnectRepository(workspaceId, repository.id);
    } catch (failure) {
      const gone = failure instanceof ApiError && failure.code === "repository_not_found";
      if (!gone) {
        setBusy(false);
        return setError(failure);
      }
    }
    onDone(repository);
  };
  return (
    <Dialog
      open
      size="small"
      title={`Disconnect ${repository.full_name}?`}
      description={`Cards keep what they show of it, and get nothing new. ${AFTERWARDS[repository.via]}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void disconnect()}>
            Disconnect
          </Button>
        </>
      }
    >
      <Notice error={error} />
    </Dialog>
  );
}
