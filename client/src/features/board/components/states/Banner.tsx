import { Button, Icon } from "../../../../lib";
import { useActions, useLookup } from "../context";
import styles from "./Banner.module.css";

/** Says why nothing can be changed here. */
export function Banner({ archived }: { archived: boolean }) {
  const { canEdit, mayWrite } = useLookup();
  const { edits } = useActions();
  if (canEdit) return null;
  return (
    <div className={styles.banner} role="note">
      <Icon name={archived ? "archive" : "eye"} />
      <span>
        {archived
          ? "This board is archived. Nobody can change it."
          : "You are a viewer here: you see everything and change nothing. An admin of the workspace can change that."}
      </span>
      {archived && mayWrite && (
        <Button size="small" onClick={() => edits.archiveBoard(false)}>
          Bring it back
        </Button>
      )}
    </div>
  );
}
