import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { Repository } from "../../../../api/queries";
import { Dialog } from "../../../../lib";
import { gitHubStatusQuery } from "../../../github";
import { ByHand } from "./ByHand";
import { FromGitHub } from "./FromGitHub";
import { type Way, Ways } from "./Ways";

export interface ConnectDialogProps {
  workspaceId: string;
  onClose: () => void;
  /** Something was connected: how it goes on is told by the list. */
  onPicked: () => void;
  onConnected: (repository: Repository, secret: string) => void;
}

/** Connects repositories: picked from those that one's GitHub account reaches, or by hand. */
export function ConnectDialog({ workspaceId, onClose, ...told }: ConnectDialogProps) {
  const id = useId();
  const { data: status } = useQuery(gitHubStatusQuery);
  const [chosen, setChosen] = useState<Way | null>(null);
  const way = chosen ?? (status?.api === "not_set_up" ? "hand" : "github");
  return (
    <Dialog open title="Connect repositories" onClose={onClose}>
      <Ways id={id} way={way} onChange={setChosen} />
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${way}`}>
        {way === "github" ? (
          <FromGitHub workspaceId={workspaceId} onPicked={told.onPicked} onClose={onClose} />
        ) : (
          <ByHand workspaceId={workspaceId} onConnected={told.onConnected} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}
