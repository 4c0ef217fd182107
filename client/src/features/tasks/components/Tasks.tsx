import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { Badge, Choice, type ChoiceOption, Icon, VisuallyHidden } from "../../../lib";
import { ConfirmDialog } from "../../workspaces/forms";
import { SubPage } from "../../workspaces/pages";
import { attentionQuery, MOST_COUNTED, type Shown, type Task, type Whose } from "../api/tasks";
import { taskName } from "../model/names";
import { TaskList } from "./TaskList";
import styles from "./Tasks.module.css";
import { useSteer } from "./useSteer";

export const TITLE = "Background work";

export interface TasksProps {
  whose: Whose;
  /** What it belongs to. */
  where: string;
  tabs?: ReactNode;
  shown: Shown;
  onShow: (shown: Shown) => void;
  /** Whether this person may retry, cancel and drop a task. */
  steers: (task: Task) => boolean;
  /** Who asked for a task, as it stands in a sentence. */
  by: (task: Task) => string | undefined;
  /** Said below, where not everything can be steered. */
  note?: string | undefined;
}

/** What is done in the background, what of it needs a person, and what that person can do. */
export function Tasks(props: TasksProps) {
  const { whose, where, tabs, shown, onShow, steers, by, note } = props;
  const [dropping, setDropping] = useState<Task | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { data: waiting = 0 } = useQuery({ ...attentionQuery(whose), refetchInterval: 10_000 });
  const steering = useSteer(whose, shown, () => onShow("running"));
  /** What was pressed is not there any more. */
  const goToHeading = () => void setTimeout(() => heading.current?.focus());
  const gone = async (done: Promise<boolean>) => {
    const well = await done;
    if (well) goToHeading();
    return well;
  };
  const options: readonly ChoiceOption<Shown>[] = [
    {
      id: "attention",
      words: "Needs attention",
      more: waiting > 0 && (
        <Badge tone="danger" className={styles.count}>
          <VisuallyHidden>: </VisuallyHidden>
          {counted(waiting)}
        </Badge>
      ),
    },
    { id: "running", words: "Under way" },
    { id: "finished", words: "Finished" },
  ];
  return (
    <SubPage
      title={TITLE}
      where={where}
      tabs={tabs}
      headingRef={heading}
      action={<Choice label="Show" options={options} chosen={shown} onChoose={onShow} />}
    >
      <TaskList
        key={shown}
        whose={whose}
        shown={shown}
        onShow={(next) => {
          onShow(next);
          goToHeading();
        }}
        by={by}
        steers={steers}
        onRetry={(task) => gone(steering.retry(task))}
        onCancel={(task) => gone(steering.cancel(task))}
        onDrop={setDropping}
      />
      {note && (
        <p className={styles.note}>
          <Icon name="eye" size={14} />
          {note}
        </p>
      )}
      {dropping && (
        <ConfirmDialog
          title={`Drop “${taskName(dropping.name)}”?`}
          description="It is not tried again, and goes from this list. What it had done by then stays."
          action="Drop"
          onClose={() => setDropping(null)}
          run={async () => {
            await steering.drop(dropping);
            setDropping(null);
            goToHeading();
          }}
        />
      )}
    </SubPage>
  );
}

function counted(count: number): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count);
}
