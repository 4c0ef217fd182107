import { type Ref, useState } from "react";
import type { BoardView, Filters } from "../../model";
import { useActions, useLookup } from "../context";
import { InlineText } from "../InlineText";
import { BoardMenu } from "./BoardMenu";
import { ConnectionState } from "./ConnectionState";
import { FilterBar } from "./FilterBar";
import styles from "./Header.module.css";
import { PresenceStack } from "./PresenceStack";

const NAME_MAX = 120;

export interface BoardHeaderProps {
  readonly view: BoardView;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly shown: number;
  readonly total: number;
}

/** What stands above the columns. */
export function BoardHeader({ view, searchRef, filters, onFilters, ...counts }: BoardHeaderProps) {
  const { canEdit } = useLookup();
  const { edits } = useActions();
  const [renaming, setRenaming] = useState(false);
  const head = view.state?.head;
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>
        <InlineText
          value={head?.name ?? ""}
          label="Board name"
          max={NAME_MAX}
          className={styles.name}
          canEdit={canEdit}
          editing={renaming}
          onEditing={setRenaming}
          onSave={(name) => edits.renameBoard(name)}
        />
      </h1>
      <FilterBar searchRef={searchRef} filters={filters} onChange={onFilters} {...counts} />
      <div className={styles.side}>
        <ConnectionState connection={view.connection} waiting={view.pending.length} />
        <PresenceStack presence={view.presence} />
        <BoardMenu archived={head?.archived_at !== undefined} onRename={() => setRenaming(true)} />
      </div>
    </header>
  );
}
