import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { describeError } from "../../../api/describe";
import { repositoriesQuery, type Repository } from "../../../api/queries";
import { taskQuery } from "../../../api/tasks";
import { showToast } from "../../../lib";
import { checkRepository } from "../api/repositories";

/** A check that somebody asked for on this page. */
export interface Check {
  readonly taskId: string;
  readonly repositoryId: string;
}

/** Asks for checks, and keeps those that are under way. */
export function useChecks(workspaceId: string, lookOften: () => void) {
  const queries = useQueryClient();
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const again = () => void queries.invalidateQueries(repositoriesQuery(workspaceId));

  const check = async ({ id, full_name }: Repository) => {
    try {
      const task = await checkRepository(workspaceId, id);
      queries.setQueryData(taskQuery(task.id).queryKey, task);
      setChecks((all) => [
        ...all.filter(({ taskId }) => taskId !== task.id),
        { taskId: task.id, repositoryId: id },
      ]);
      lookOften();
      again();
    } catch (error) {
      const { title, text } = describeError(error);
      showToast({
        tone: "danger",
        text: `${full_name} could not be checked`,
        detail: `${title}. ${text}`,
      });
    }
  };
  const over = (taskId: string) => {
    setChecks((all) => all.filter((one) => one.taskId !== taskId));
    again();
  };
  return { checks, check, over };
}
