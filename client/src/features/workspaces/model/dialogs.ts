import { useSyncExternalStore } from "react";

import type { Board, Workspace } from "../../../api/queries";

/** The dialog that is open; one at a time, opened from pages and from the palette alike. */
export type OpenDialog =
  | { readonly kind: "create-board"; readonly workspaceId?: string | undefined }
  | { readonly kind: "create-workspace" }
  | { readonly kind: "rename-board"; readonly board: Board }
  | { readonly kind: "rename-workspace"; readonly workspace: Workspace };

let current: OpenDialog | null = null;
const listeners = new Set<() => void>();

export function openDialog(next: OpenDialog | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpenDialog(): OpenDialog | null {
  return useSyncExternalStore(subscribe, () => current);
}
