import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";

import { repositoriesQuery, type Workspace } from "../../../../api/queries";
import { Button, Choice, type ChoiceOption, Picker } from "../../../../lib";
import { SubPage } from "../../../workspaces/pages";
import type { Filter, Shown } from "../../api/deliveries";
import { DELIVERED, eventName } from "../../model/webhookEvents";
import styles from "./Deliveries.module.css";
import { DeliveryList } from "./DeliveryList";
import { ReplayFollower } from "./ReplayFollower";
import { useReplays } from "./useReplays";

export const TITLE = "Deliveries";

const SHOWN: readonly ChoiceOption<Shown>[] = [
  { id: "all", words: "All" },
  { id: "failed", words: "Failed" },
  { id: "waiting", words: "Under way" },
  { id: "done", words: "Done" },
];

const EVENTS = DELIVERED.map((id) => ({ id, label: eventName(id), hint: id }));

interface DeliveriesProps {
  workspace: Workspace;
  repositoryId: string;
  tabs: ReactNode;
  back: ReactNode;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** What a repository delivered, what came of it, and how it is worked on once more. */
export function Deliveries(props: DeliveriesProps) {
  const { workspace, repositoryId, tabs, back, filter, onFilter } = props;
  const { shown, event } = filter;
  const wanted = { workspaceId: workspace.id, repositoryId, ...filter };
  const { data: repositories } = useQuery(repositoriesQuery(workspace.id));
  const repository = repositories?.find(({ id }) => id === repositoryId);
  const heading = useRef<HTMLHeadingElement>(null);
  const { replays, replay, over } = useReplays(wanted);
  /** What was pressed is not there any more. */
  const goToHeading = () => void setTimeout(() => heading.current?.focus());
  const label = event === undefined ? "All events" : eventName(event);
  return (
    <SubPage
      title={TITLE}
      where={
        <>
          {workspace.name}
          {repository && (
            <>
              {" · "}
              <bdi className={styles.name}>{repository.full_name}</bdi>
            </>
          )}
        </>
      }
      tabs={tabs}
      headingRef={heading}
      action={back}
    >
      <div className={styles.filters}>
        <Choice
          label="Show"
          options={SHOWN}
          chosen={shown}
          onChoose={(next) => onFilter({ shown: next, event })}
        />
        <Picker
          label="Show only"
          align="end"
          options={EVENTS}
          selected={event ? [event] : []}
          // To pick the same one again shows all.
          onChange={([id]) => onFilter({ shown, event: id })}
          trigger={
            <Button icon="filter" iconAfter="chevron-down" aria-label={`Events: ${label}`}>
              {label}
            </Button>
          }
        />
      </div>
      <DeliveryList
        key={`${shown} ${event}`}
        wanted={wanted}
        repository={repository}
        onShowAll={() => {
          onFilter({ shown: "all", event: undefined });
          goToHeading();
        }}
        onReplay={async (delivery) => {
          // Under way, it may leave the list, and what was pressed with it.
          if ((await replay(delivery)) && shown !== "all") goToHeading();
        }}
      />
      {replays.map(({ taskId, title, deliveryId }) => (
        <ReplayFollower
          key={taskId}
          taskId={taskId}
          title={title}
          deliveryId={deliveryId}
          wanted={wanted}
          onOver={() => over(taskId)}
        />
      ))}
    </SubPage>
  );
}
