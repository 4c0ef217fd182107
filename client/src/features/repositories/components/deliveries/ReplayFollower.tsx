import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { isOver, type Task, taskQuery } from "../../../../api/tasks";
import { showToast } from "../../../../lib";
import { deliveriesKey, deliveriesQuery, type Wanted } from "../../api/deliveries";
import { outcomeWords } from "../../model/deliveryWords";

interface ReplayFollowerProps {
  taskId: string;
  deliveryId: string;
  title: string;
  wanted: Wanted;
  onOver: () => void;
}

/** Follows a replay that somebody asked for here, and says what came of it. */
export function ReplayFollower(props: ReplayFollowerProps) {
  const { data: task, error } = useQuery(taskQuery(props.taskId));
  const queries = useQueryClient();
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  useEffect(() => {
    if (!task || !isOver(task)) return;
    const { title, deliveryId, wanted, onOver } = now.current;
    void (async () => {
      // Lists that are not looked at are asked for when they are.
      await queries.invalidateQueries({ queryKey: deliveriesKey(wanted) });
      const { pages = [] } = queries.getQueryData(deliveriesQuery(wanted).queryKey) ?? {};
      const found = pages.flatMap(({ items }) => items).find(({ id }) => id === deliveryId);
      tell(task, title, found && outcomeWords(found));
      onOver();
    })();
  }, [task, queries]);
  useEffect(() => {
    // How it ends shows in the list, too.
    if (error) now.current.onOver();
  }, [error]);
  return null;
}

function tell(task: Task, title: string, outcome: string | undefined) {
  if (task.state === "succeeded") {
    showToast({ text: `Replayed: ${title}`, detail: outcome });
    return;
  }
  showToast({
    tone: "danger",
    text: `Not replayed: ${title}`,
    detail: task.error?.detail,
    duration: 0,
  });
}
