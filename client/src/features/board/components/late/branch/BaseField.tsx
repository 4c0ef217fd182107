import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../../api/describe";
import type { Repository } from "../../../../../api/queries";
import { Button, Icon, Picker } from "../../../../../lib";
import { branchesQuery } from "../../../api/branches";
import { useLookup } from "../../context";
import styles from "./Branch.module.css";
import { Choice } from "./Choice";
import { PAUSE_MS, useSettled } from "../../../../../lib/useSettled";

interface BaseFieldProps {
  /** Undefined while none is chosen: then there is nothing to choose from. */
  readonly repository: Repository | undefined;
  /** Null for the default branch. */
  readonly chosen: string | null;
  readonly usual: string | null;
  readonly onChoose: (name: string) => void;
  readonly error: string | undefined;
}

/** Where the branch starts: asked of GitHub once somebody opens the list. */
export function BaseField({ repository, chosen, usual, onChoose, error }: BaseFieldProps) {
  const { workspaceId } = useLookup();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const q = useSettled(typed, PAUSE_MS);
  const query = useInfiniteQuery({
    ...branchesQuery(workspaceId, repository?.id ?? "", q),
    enabled: open && repository !== undefined,
  });
  const found = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const name = chosen ?? usual;
  const note = query.error ? (
    <p className={styles.note} role="alert">
      {describeError(query.error).text}{" "}
      <Button size="small" icon="refresh" onClick={() => void query.refetch()}>
        Try again
      </Button>
    </p>
  ) : !query.data || typed !== q ? (
    <p className={styles.note} role="status">
      Asking GitHub…
    </p>
  ) : query.hasNextPage ? (
    <p className={styles.note}>
      <Button
        size="small"
        variant="quiet"
        busy={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        Show more
      </Button>
    </p>
  ) : undefined;
  return (
    <Choice label="From" error={error}>
      <Picker
        label="Branch to start from"
        wide
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setTyped("");
        }}
        onSearch={setTyped}
        options={found.map((one) => ({
          id: one.name,
          label: one.name,
          icon: <Icon name="branch" />,
          hint: one.default ? "default" : undefined,
        }))}
        selected={name ? [name] : []}
        onChange={([picked]) => picked && onChoose(picked)}
        emptyText="There is no branch yet."
        note={note}
        trigger={
          <Button
            className={styles.pick}
            icon="branch"
            iconAfter="chevron-down"
            disabled={!repository}
            aria-label={`From: ${name ?? "the default branch"}`}
          >
            {name ?? "The default branch"}
          </Button>
        }
      />
    </Choice>
  );
}
