import { useQuery } from "@tanstack/react-query";
import { repositoriesQuery } from "../../../../../api/queries";
import { useLookup } from "../../context";
import styles from "./Branching.module.css";

interface UsualRepositoryProps {
  /** Null for none in particular. */
  readonly chosen: string | null;
  /** Undefined for those who only read. */
  readonly onChoose: ((id: string | null) => void) | undefined;
}

/** Where the branches of a board's cards are made, unless somebody chooses otherwise. */
export function UsualRepository({ chosen, onChoose }: UsualRepositoryProps) {
  const { workspaceId } = useLookup();
  const { data: repositories = [] } = useQuery(repositoriesQuery(workspaceId));
  return (
    <label className={styles.repository}>
      <span className={styles.label}>Usual repository</span>
      <select
        className={styles.choice}
        value={chosen ?? ""}
        disabled={!onChoose}
        onChange={(event) => onChoose?.(event.target.value || null)}
      >
        <option value="">The one that was used last</option>
        {repositories.map(({ id, full_name, archived }) => (
          <option key={id} value={id}>
            {full_name}
            {archived && " (archived)"}
          </option>
        ))}
      </select>
    </label>
  );
}
