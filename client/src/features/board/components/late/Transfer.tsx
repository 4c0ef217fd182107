import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { boardsQuery } from "../../../../api/queries";
import { Button, Dialog, EmptyState, Picker, showToast, Skeleton } from "../../../../lib";
import { Notice } from "../../../workspaces/forms";
import { transferCard } from "../../api/bin";
import type { Card } from "../../model";
import { useActions, useLookup } from "../context";
import styles from "./Lists.module.css";

/** Moves a card to another board of the workspace. */
export function Transfer({ card, onClose }: { card: Card; onClose: () => void }) {
  const { boardId, workspaceId } = useLookup();
  const actions = useActions();
  const { data, error: failed, refetch } = useQuery(boardsQuery(workspaceId));
  const boards = data?.filter(({ id }) => id !== boardId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const to = boards?.find(({ id }) => id === chosen) ?? boards?.[0];

  const move = async () => {
    if (!to) return;
    setBusy(true);
    setError(null);
    try {
      const moved = await transferCard(card.id, to.id);
      onClose();
      const text = `${card.key} is now ${moved.key} on ${to.name}`;
      const open = () => actions.openCard(moved, to.id);
      showToast({ tone: "good", text, action: { label: "Open", run: open } });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const none = boards?.length === 0;
  return (
    <Dialog
      open
      size="small"
      title={`Move ${card.key} to another board`}
      description="It gets a key of that board, and the old one still finds it. Comments, pull requests and history go with it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!to} busy={busy} onClick={() => void move()}>
            Move card
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {none ? (
          <EmptyState level={3} picture={null} title="There is no other board">
            Create one in this workspace first.
          </EmptyState>
        ) : failed ? (
          <div className={styles.form}>
            <Notice error={failed} />
            <Button icon="refresh" onClick={() => void refetch()}>
              Try again
            </Button>
          </div>
        ) : !boards ? (
          <Skeleton height={32} />
        ) : (
          <Picker
            label="Board"
            options={boards.map(({ id, name, key }) => ({ id, label: name, hint: key }))}
            selected={to ? [to.id] : []}
            onChange={([id]) => id && setChosen(id)}
            trigger={
              <Button iconAfter="chevron-down" data-autofocus aria-label={`Board: ${to?.name}`}>
                {to?.name}
              </Button>
            }
          />
        )}
        <Notice error={error} />
      </div>
    </Dialog>
  );
}
