import { useInfiniteQuery } from "@tanstack/react-query";

import { Button, EmptyState, Icon } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { type Shown, type Task, tasksQuery, type Whose } from "../api/tasks";
import { TaskRow } from "./TaskRow";
import styles from "./Tasks.module.css";

interface TaskListProps {
  whose: Whose;
  shown: Shown;
  onShow: (shown: Shown) => void;
  by: (task: Task) => string | undefined;
  steers: (task: Task) => boolean;
  onRetry: (task: Task) => Promise<boolean>;
  onCancel: (task: Task) => Promise<boolean>;
  onDrop: (task: Task) => void;
}

/** The tasks, the latest first, and the way to older ones. */
export function TaskList(props: TaskListProps) {
  const { whose, shown, onShow, by, steers, onRetry, onCancel, onDrop } = props;
  const query = useInfiniteQuery(tasksQuery(whose, shown));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const tasks = data?.pages.flatMap(({ items }) => items);
  if (!tasks) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading the background work" rows={4} />;
  }
  const late = error && !query.isFetchNextPageError;
  return (
    <>
      {late && <Notice error={error} />}
      {tasks.length === 0 ? (
        <None shown={shown} onShow={onShow} />
      ) : (
        <ul role="list" className={styles.rows} aria-label={LABELS[shown]}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              by={by(task)}
              asOf={query.dataUpdatedAt}
              steers={steers(task)}
              onRetry={() => onRetry(task)}
              onCancel={() => onCancel(task)}
              onDrop={() => onDrop(task)}
            />
          ))}
        </ul>
      )}
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

const LABELS: Readonly<Record<Shown, string>> = {
  attention: "What needs attention",
  running: "What is under way",
  finished: "What is finished",
};

const NONE: Readonly<Record<Shown, readonly [title: string, text: string]>> = {
  attention: [
    "Nothing needs attention",
    "What was tried in vain stands here, with the reason, until somebody retries or drops it.",
  ],
  running: [
    "Nothing is under way",
    "Deliveries from GitHub, changes of very many cards, mails: what is waiting for its turn or running stands here.",
  ],
  finished: ["Nothing is finished yet", "What was done in the last 30 days stands here."],
};

function None({ shown, onShow }: { shown: Shown; onShow: (shown: Shown) => void }) {
  const [title, text] = NONE[shown];
  return (
    <EmptyState
      className={styles.empty}
      picture={
        <Icon
          name={shown === "attention" ? "check" : "refresh"}
          size={32}
          className={styles.picture}
        />
      }
      title={title}
      action={
        shown === "attention" ? (
          <Button onClick={() => onShow("running")}>Show what is under way</Button>
        ) : (
          shown === "running" && (
            <Button onClick={() => onShow("finished")}>Show what is finished</Button>
          )
        )
      }
    >
      {text}
    </EmptyState>
  );
}
