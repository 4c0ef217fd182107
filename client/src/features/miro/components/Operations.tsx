import { useRef, useState } from "react";

import { Button, Choice, type ChoiceOption, EmptyState } from "../../../lib";
import type { MiroWholeJob } from "../api/jobs";
import { countsOf, type Shown, shownOf } from "../model/operations";
import boards from "./Boards.module.css";
import { OperationRow } from "./OperationRow";
import styles from "./Queue.module.css";
import { useJobWork } from "./useJobWork";
import { useShowMore } from "./useShowMore";

const WORDS: Readonly<Record<Shown, string>> = {
  all: "All",
  failed: "Failed",
  unknown: "Not known",
  open: "To be sent",
  done: "Done",
  cancelled: "Cancelled",
};

/** More rows than anybody reads at once; a thousand would make the page slow. */
const PAGE = 100;

export interface OperationsProps {
  job: MiroWholeJob;
  shown: Shown;
  onShow: (shown: Shown) => void;
  /** It was said of one what became of it. */
  onSettled: () => void;
}

/** The operations of a job in the order in which they were sent, those of one kind alone if asked for. */
export function Operations({ job, shown, onShow, onSettled }: OperationsProps) {
  const counts = countsOf(job);
  const options = (Object.keys(WORDS) as Shown[])
    .filter((id) => id === "all" || id === shown || counts[id] > 0)
    .map((id): ChoiceOption<Shown> => ({ id, words: WORDS[id], more: <Count of={counts[id]} /> }));
  return (
    <section className={styles.operations} aria-label="Operations">
      <div className={styles.filter}>
        <Choice label="Show" options={options} chosen={shown} onChoose={onShow} />
      </div>
      {counts[shown] === 0 ? (
        <EmptyState
          className={boards.empty}
          picture={null}
          title={`None of these changes is “${WORDS[shown].toLowerCase()}”`}
          action={<Button onClick={() => onShow("all")}>Show all</Button>}
        />
      ) : (
        <OperationList key={shown} job={job} shown={shown} onSettled={onSettled} />
      )}
    </section>
  );
}

function Count({ of }: { of: number }) {
  return <span className={styles.count}>{of.toLocaleString("en")}</span>;
}

function OperationList({ job, shown, onSettled }: Omit<OperationsProps, "onShow">) {
  const [most, setMost] = useState(PAGE);
  const { busy, resolve } = useJobWork(job);
  const found = shownOf(job.operations, shown);
  const rows = found.slice(0, most);
  const list = useRef<HTMLOListElement>(null);
  const beginMore = useShowMore(list, rows.length, false, false);
  return (
    <>
      <ol ref={list} role="list" className={boards.rows} aria-label={WORDS[shown]}>
        {rows.map((operation) => (
          <OperationRow
            key={operation.index}
            operation={operation}
            sending={job.task?.state === "running"}
            viewLink={job.view_link}
            busy={busy}
            onResolve={async (made) => {
              if (await resolve(operation.index, made)) onSettled();
            }}
          />
        ))}
      </ol>
      {found.length > most && (
        <div className={boards.more}>
          <Button
            onClick={() => {
              beginMore();
              setMost(most + PAGE);
            }}
          >
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
