import type { Repository } from "../../../../../api/queries";
import { Button, Icon, Picker } from "../../../../../lib";
import styles from "./Branch.module.css";
import { Choice } from "./Choice";

interface RepositoryFieldProps {
  readonly repositories: readonly Repository[];
  readonly chosen: Repository | undefined;
  readonly onChoose: (id: string) => void;
  readonly error: string | undefined;
}

/** Where the branch is made; what cannot be chosen says why. */
export function RepositoryField(props: RepositoryFieldProps) {
  const { repositories, chosen, onChoose, error } = props;
  return (
    <Choice label="Repository" error={error}>
      <Picker
        label="Repository"
        wide
        options={repositories.map(({ id, full_name, private: own, can_branch, why_not }) => ({
          id,
          label: full_name,
          icon: <Icon name={own ? "lock" : "repository"} />,
          whyNot: can_branch ? undefined : (why_not ?? "No branches can be made here."),
        }))}
        selected={chosen ? [chosen.id] : []}
        onChange={([id]) => id && onChoose(id)}
        trigger={
          <Button
            className={styles.pick}
            iconAfter="chevron-down"
            icon={chosen?.private ? "lock" : "repository"}
            aria-label={`Repository: ${chosen?.full_name ?? "none chosen"}`}
          >
            {chosen?.full_name ?? "Choose a repository"}
          </Button>
        }
      />
    </Choice>
  );
}
