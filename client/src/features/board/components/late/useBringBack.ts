import { useState } from "react";
import { describeError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import { showToast } from "../../../../lib";
import { restoreCard } from "../../api/bin";
import { useActions, useLookup } from "../context";

interface BringBack {
  readonly card: { readonly id: string; readonly key: string };
  /** Asks anew for the list in which it stands. */
  readonly refresh: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Brings a card back to the board from where it lies; past a hard limit for those who may. */
export function useBringBack({ card, refresh, onClose }: BringBack) {
  const { mayManage } = useLookup();
  const actions = useActions();
  const [busy, setBusy] = useState(false);
  const bring = async (force = false) => {
    setBusy(true);
    try {
      const back = await restoreCard(card.id, force);
      const open = () => {
        onClose();
        actions.openCard(back);
      };
      showToast({ text: `${back.key} is back on the board`, action: { label: "Open", run: open } });
    } catch (error) {
      setBusy(false);
      tellRefused(card.key, error, mayManage ? () => void bring(true) : undefined);
    }
    await refresh();
  };
  return { busy, bring };
}

function tellRefused(key: string, error: unknown, force: (() => void) | undefined): void {
  const full = error instanceof ApiError && error.code === "wip_limit_reached";
  const { title, text } = describeError(error);
  showToast({
    tone: full ? "warn" : "danger",
    text: `${key} was not brought back`,
    detail: `${title}. ${text}`,
    duration: 12_000,
    action: full && force ? { label: "Bring back anyway", run: force } : undefined,
  });
}
