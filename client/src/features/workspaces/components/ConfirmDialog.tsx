import { type ReactNode, useState } from "react";

import { Button, Dialog } from "../../../lib";
import { Notice } from "./Notice";

export interface ConfirmDialogProps {
  /** A question: `Remove Ada?` */
  title: string;
  /** What it means. */
  description: ReactNode;
  /** The verb on the button. */
  action: string;
  /** The other button, where `Cancel` could be taken for the first. */
  dismiss?: string;
  /** What cannot be taken back stands in red. */
  danger?: boolean;
  onClose: () => void;
  /** Does it; what it throws is shown. */
  run: () => Promise<void>;
}

/** Asks before something is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, action, dismiss = "Cancel", danger = true, onClose, run } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await run();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="small"
      title={title}
      description={description}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            {dismiss}
          </Button>
          <Button
            variant={danger ? "danger" : "primary"}
            busy={busy}
            onClick={() => void confirm()}
          >
            {action}
          </Button>
        </>
      }
    >
      <Notice error={error} />
    </Dialog>
  );
}
