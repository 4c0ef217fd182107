import { ConfirmDialog } from "../../workspaces/forms";
import { disconnectMiro } from "../api/account";

export interface DisconnectDialogProps {
  onClose: () => void;
  onDone: () => void;
}

/** Asks before one's account at Miro is let go. */
export function DisconnectDialog({ onClose, onDone }: DisconnectDialogProps) {
  return (
    <ConfirmDialog
      title="Disconnect Miro?"
      description="Trivet forgets its access to your boards there, and tells Miro to end it. The boards stay as they are. Signing in with Miro does not lead to this account any more: make sure that you have another way in."
      action="Disconnect"
      onClose={onClose}
      run={async () => {
        await disconnectMiro();
        onDone();
      }}
    />
  );
}
