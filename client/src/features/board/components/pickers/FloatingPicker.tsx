import type { BoardState } from "../../model";
import { useActions } from "../context";
import { useUi, useUiStore } from "../ui";
import { CardPicker } from "./CardPicker";
import styles from "./Floating.module.css";

/** The picker that a key or a menu opened, beside the card it is about. */
export function FloatingPicker({ state }: { state: BoardState }) {
  const ui = useUiStore();
  const actions = useActions();
  const picker = useUi((one) => one.picker);
  if (!picker) return null;
  const cards = picker.cardIds.flatMap((id) => state.cards.get(id) ?? []);
  const onOpenChange = (open: boolean) => {
    if (open) return;
    ui.set({ picker: null });
    // After the popover has let the focus go.
    setTimeout(() => actions.focusCard(picker.anchor), 0);
  };
  return (
    <CardPicker
      kind={picker.kind}
      cards={cards}
      open
      onOpenChange={onOpenChange}
      trigger={<span className={styles.anchor} style={picker.place} aria-hidden />}
    />
  );
}
