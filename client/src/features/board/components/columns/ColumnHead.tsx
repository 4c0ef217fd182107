import { useState } from "react";
import { cx, IconButton, tip } from "../../../../lib";
import type { Column } from "../../model";
import { useActions, useLookup } from "../context";
import { InlineText } from "../InlineText";
import styles from "./Column.module.css";
import { CATEGORY_WORDS } from "./categories";
import { ColumnMenu } from "./ColumnMenu";

export const NAME_MAX = 120;

export interface ColumnHeadProps {
  readonly column: Column;
  /** Cards in it, and of them those that the filter shows. */
  readonly total: number;
  readonly shown: number;
}

function Count({ column, total, shown }: ColumnHeadProps) {
  const limit = column.wip_limit;
  const over = limit !== undefined && total > limit;
  const full = limit !== undefined && total >= limit && column.wip_hard;
  const state = over ? `${total - limit} over` : full ? "full" : undefined;
  const words = [
    shown === total ? `${total} cards` : `${shown} of ${total} cards shown`,
    limit !== undefined && `${column.wip_hard ? "hard limit" : "limit"} ${limit}`,
    over ? `${total - limit} over the limit` : full && "full: it takes no more",
  ];
  return (
    <span
      className={cx(styles.count, state && styles.over)}
      {...tip(words.filter(Boolean).join(", "))}
    >
      {shown === total ? total : `${shown} of ${total}`}
      {limit !== undefined && shown === total && (
        <>
          <span className="visually-hidden"> of at most {limit}</span>
          <span aria-hidden>{` / ${limit}`}</span>
        </>
      )}
      {state && <span>{` · ${state}`}</span>}
    </span>
  );
}

/** Name, count and tools of a column; stays while its cards scroll. */
export function ColumnHead(props: ColumnHeadProps) {
  const { column } = props;
  const { canEdit } = useLookup();
  const actions = useActions();
  const [renaming, setRenaming] = useState(false);
  return (
    <header className={styles.head}>
      <span
        className={styles.category}
        data-category={column.category}
        role="img"
        aria-label={CATEGORY_WORDS[column.category]}
        {...tip(CATEGORY_WORDS[column.category])}
      />
      <h2 className={styles.heading}>
        <InlineText
          value={column.name}
          label="Column name"
          max={NAME_MAX}
          className={styles.name}
          canEdit={canEdit}
          editing={renaming}
          onEditing={setRenaming}
          onSave={(name) => actions.edits.updateColumn(column.id, { name })}
        />
      </h2>
      <Count {...props} />
      <span className={styles.spread} />
      {canEdit && (
        <span className={styles.tools}>
          <IconButton
            icon="plus"
            label={`Add a card at the top of ${column.name}`}
            shortcut="shift+n"
            size="small"
            onClick={() => actions.compose(column.id, "start")}
          />
          <ColumnMenu column={column} onRename={() => setRenaming(true)} />
        </span>
      )}
    </header>
  );
}
