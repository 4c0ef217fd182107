import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";

import { Button, EmptyState, Icon } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { jobsQuery } from "../api/jobs";
import { isOpen } from "../model/jobs";
import boards from "./Boards.module.css";
import { JobRow } from "./JobRow";
import { useMyLimits } from "./useMyLimits";
import { useShowMore } from "./useShowMore";

/** One's jobs, the youngest first, and the way to older ones. */
export function JobList() {
  const query = useInfiniteQuery(jobsQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  // The list moves while pages of it are asked for, and a job may come by twice.
  const jobs = data && [
    ...new Map(data.pages.flatMap(({ items }) => items).map((job) => [job.id, job])).values(),
  ];
  const limits = useMyLimits(jobs?.some(isOpen) ?? false);
  const list = useRef<HTMLUListElement>(null);
  const beginMore = useShowMore(
    list,
    jobs?.length ?? 0,
    isFetchingNextPage,
    query.isFetchNextPageError,
  );
  if (!jobs) {
    if (error) return <Failed error={error} onRetry={() => void refetch()} />;
    return <RowsSkeleton label="Loading your queued changes" rows={4} />;
  }
  const late = error && !query.isFetchNextPageError;
  return (
    <>
      {late && <Notice error={error} />}
      {jobs.length === 0 ? (
        <EmptyState
          className={boards.empty}
          picture={<Icon name="whiteboard" size={32} className={boards.picture} />}
          title="Nothing is queued"
        >
          What programs change on whiteboards in your name stands here while it waits to be sent to
          Miro, and for 30 days after, with what became of it.
        </EmptyState>
      ) : (
        <ul ref={list} role="list" className={boards.rows} aria-label="Your queued changes">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} asOf={query.dataUpdatedAt} limits={limits} />
          ))}
        </ul>
      )}
      {query.isFetchNextPageError && <Notice error={error} />}
      {hasNextPage && (
        <div className={boards.more}>
          <Button
            busy={isFetchingNextPage}
            onClick={() => {
              beginMore();
              void fetchNextPage();
            }}
          >
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
