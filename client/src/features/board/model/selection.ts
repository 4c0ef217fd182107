/** Which cards are selected. Pure. */
type VisibleOrder = ReadonlyMap<string, readonly string[]>;

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** From where a range is drawn: the card that was last chosen by itself. */
  readonly anchor: string | null;
}

export type SelectionAction =
  | { readonly type: "toggle"; readonly id: string }
  /** From the anchor to this card, in the order in which cards are shown. */
  | { readonly type: "range"; readonly id: string; readonly order: VisibleOrder }
  | { readonly type: "column"; readonly column_id: string; readonly order: VisibleOrder }
  | { readonly type: "only"; readonly id: string }
  /** Forget what is not shown any more. */
  | { readonly type: "keep"; readonly order: VisibleOrder }
  | { readonly type: "clear" };

export const EMPTY_SELECTION: Selection = { ids: new Set(), anchor: null };

export function select(selection: Selection, action: SelectionAction): Selection {
  switch (action.type) {
    case "toggle":
      return toggled(selection, action.id);
    case "only":
      return { ids: new Set([action.id]), anchor: action.id };
    case "range":
      return ranged(selection, action.id, action.order);
    case "column":
      return wholeColumn(selection, action.order.get(action.column_id) ?? []);
    case "keep":
      return kept(selection, action.order);
    case "clear":
      return EMPTY_SELECTION;
  }
}

function toggled({ ids, anchor }: Selection, id: string): Selection {
  const after = new Set(ids);
  if (!after.delete(id)) return { ids: after.add(id), anchor: id };
  return { ids: after, anchor: anchor === id ? null : anchor };
}

function ranged(selection: Selection, id: string, order: VisibleOrder): Selection {
  const all = [...order.values()].flat();
  const from = selection.anchor === null ? -1 : all.indexOf(selection.anchor);
  const to = all.indexOf(id);
  if (to < 0) return selection;
  if (from < 0) return toggled({ ...selection, anchor: null }, id);
  const range = all.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

/** All of a column; or none of it, if all of it was selected. */
function wholeColumn(selection: Selection, inColumn: readonly string[]): Selection {
  const ids = new Set(selection.ids);
  if (inColumn.every((id) => ids.has(id))) inColumn.forEach((id) => ids.delete(id));
  else inColumn.forEach((id) => ids.add(id));
  return { ids, anchor: inColumn[0] ?? selection.anchor };
}

function kept(selection: Selection, order: VisibleOrder): Selection {
  const shown = new Set([...order.values()].flat());
  const ids = [...selection.ids].filter((id) => shown.has(id));
  if (ids.length === selection.ids.size) return selection;
  const { anchor } = selection;
  return { ids: new Set(ids), anchor: anchor !== null && shown.has(anchor) ? anchor : null };
}
