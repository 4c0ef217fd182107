import { describeError } from "../../../api/describe";
import { ErrorState, Skeleton } from "../../../lib";
import styles from "./RepositoriesPage.module.css";

export function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { title, text, requestId } = describeError(error);
  return (
    <ErrorState title={title} requestId={requestId} onRetry={onRetry}>
      {text}
    </ErrorState>
  );
}

export function RowsSkeleton() {
  return (
    <div role="status" aria-label="Loading the repositories">
      {[0, 1].map((index) => (
        <Skeleton key={index} height={64} className={styles.bone} />
      ))}
    </div>
  );
}
