import type { Repository } from "../../../api/queries";
import { Icon, Time } from "../../../lib";
import styles from "./RepositoryRow.module.css";

/** What could not be written last. */
export function WritingProblem({ repository }: { repository: Repository }) {
  const { problem } = repository.writing;
  if (!problem) return null;
  return (
    <div className={styles.problem}>
      <Icon name="info" className={styles.problemIcon} />
      <p className={styles.problemWords}>
        <span>
          {problem.detail}
          <span className={styles.quiet}>
            {" "}
            Not written <Time value={problem.at} />. Background work has it, to be tried again.
          </span>
        </span>
      </p>
    </div>
  );
}
