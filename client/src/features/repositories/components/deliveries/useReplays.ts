import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { describeError } from "../../../../api/describe";
import { type Task, taskQuery } from "../../../../api/tasks";
import { announce, showToast } from "../../../../lib";
import {
  deliveriesKey,
  deliveriesQuery,
  type Delivery,
  type DeliveryPage,
  replayDelivery,
  type Wanted,
} from "../../api/deliveries";
import { titleOf } from "../../model/deliveryWords";

/** A replay that somebody asked for on this page. */
export interface Replay {
  readonly taskId: string;
  readonly deliveryId: string;
  /** What it is called. */
  readonly title: string;
}

/** Asks for replays, and keeps those that are under way. */
export function useReplays(wanted: Wanted) {
  const queries = useQueryClient();
  const [replays, setReplays] = useState<readonly Replay[]>([]);

  /** Answers whether it has begun. */
  const replay = async (delivery: Delivery): Promise<boolean> => {
    const title = titleOf(delivery);
    try {
      const task = await replayDelivery(delivery.id);
      queries.setQueryData(taskQuery(task.id).queryKey, task);
      queries.setQueryData(
        deliveriesQuery(wanted).queryKey,
        (old) => old && { ...old, pages: old.pages.map((page) => begun(page, delivery.id, task)) },
      );
      setReplays((all) => [...all, { taskId: task.id, deliveryId: delivery.id, title }]);
      announce(`${title} waits for its turn.`);
      return true;
    } catch (error) {
      const { title: what, text } = describeError(error);
      showToast({ tone: "danger", text: what, detail: text });
      void queries.invalidateQueries({ queryKey: deliveriesKey(wanted) });
      return false;
    }
  };
  const over = (taskId: string) => setReplays((all) => all.filter((one) => one.taskId !== taskId));
  return { replays, replay, over };
}

function begun(page: DeliveryPage, id: string, task: Task): DeliveryPage {
  const items = page.items.map((one): Delivery =>
    one.id === id ? { ...one, task, state: "waiting", error: null, story: null } : one,
  );
  return { ...page, items };
}
