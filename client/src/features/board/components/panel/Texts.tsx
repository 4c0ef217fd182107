import type { BoardStore, Card, Details } from "../../model";
import { useLookup } from "../context";
import { MarkdownField } from "./MarkdownField";
import styles from "./Panel.module.css";
import { useTextEdit } from "./useTextEdit";

interface TextsProps {
  readonly card: Card;
  readonly store: BoardStore;
  readonly texts: Pick<Details, "description" | "acceptance_criteria">;
}

/** The long texts of a card. */
export function Texts({ card, store, texts }: TextsProps) {
  const { canEdit } = useLookup();
  const description = useTextEdit(store, card, "description", texts.description);
  const criteria = useTextEdit(store, card, "acceptance_criteria", texts.acceptance_criteria);
  return (
    <div className={styles.texts}>
      <MarkdownField
        label="Description"
        placeholder="Add a description…"
        edit={description}
        canEdit={canEdit}
      />
      <MarkdownField
        label="Acceptance criteria"
        placeholder="Say when it is done…"
        edit={criteria}
        canEdit={canEdit}
      />
    </div>
  );
}
