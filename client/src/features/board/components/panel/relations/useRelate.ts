import { useQueryClient } from "@tanstack/react-query";
import { showToast } from "../../../../../lib";
import { cardByKey, relationsQuery, setParent } from "../../../api/relations";
import type { Card } from "../../../model";
import { useActions, useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import type { Kind } from "./related";

export interface Relate {
  /** Relates the card to another one, named by its id on this board or by its key. */
  add(kind: Kind, idOrKey: string): Promise<void>;
  remove(kind: Kind, id: string): Promise<void>;
}

/** Sets and takes away what a card has to do with others; a refusal is told. */
export function useRelate(card: Card, details: DetailEdits): Relate {
  const { edits } = useActions();
  const { workspaceId } = useLookup();
  const queries = useQueryClient();

  const again = () =>
    queries.invalidateQueries({ queryKey: relationsQuery(card).queryKey.slice(0, 3) });
  const parentOf = async (child: Card, parentId: string | null) => {
    if (edits.card(child.id)) {
      await edits.update(child, { parent_id: parentId }, { parent_id: child.parent_id ?? null });
    } else await setParent(child.id, parentId);
  };
  const told = async (words: string, act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      showToast({ text: words, detail: (error as Error).message, tone: "danger" });
    }
    await again();
  };
  const found = async (idOrKey: string) =>
    edits.card(idOrKey) ?? (await cardByKey(idOrKey, workspaceId));

  return {
    add: (kind, idOrKey) =>
      told("The cards were not related", async () => {
        if (kind === "blocked_by" || kind === "blocks") return details.depend(kind, idOrKey);
        const other = await found(idOrKey);
        if (kind === "parent") await parentOf(card, other.id);
        else await parentOf(other, card.id);
      }),
    remove: (kind, id) =>
      told("The cards are still related", async () => {
        if (kind === "blocked_by" || kind === "blocks") return details.undepend(id);
        if (kind === "parent") await parentOf(card, null);
        else await parentOf(edits.card(id) ?? ({ id } as Card), null);
      }),
  };
}
