import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { Repository } from "../../../api/queries";
import { isOver, taskQuery } from "../../../api/tasks";
import { showToast } from "../../../lib";

interface CheckFollowerProps {
  taskId: string;
  repository: Repository;
  onOver: () => void;
}

/** Follows a check that somebody asked for here, and says how it ended. */
export function CheckFollower({ taskId, repository, onOver }: CheckFollowerProps) {
  const { data: task, error } = useQuery(taskQuery(taskId));
  const told = useRef({ repository, onOver });
  useEffect(() => {
    told.current = { repository, onOver };
  });
  useEffect(() => {
    if (!task || !isOver(task)) return;
    const { repository: one, onOver: over } = told.current;
    if (task.state !== "succeeded") {
      showToast({
        tone: "danger",
        text: `${one.full_name} could not be checked`,
        detail: task.error?.detail,
        duration: 0,
      });
    }
    over();
  }, [task]);
  useEffect(() => {
    // How it ends shows in the list, too.
    if (error) told.current.onOver();
  }, [error]);
  return null;
}
