/** Changes that wait to be sent to Miro, and what became of those that were. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import { nextLookAtJob, nextLookAtJobs } from "../model/looking";
import { isForgotten } from "../model/troubles";

export type MiroJobPage = AnswerOf<"list_miro_jobs">;
export type MiroJob = MiroJobPage["items"][number];
export type MiroWholeJob = AnswerOf<"get_miro_job">;
export type MiroOperation = MiroWholeJob["operations"][number];

/** Apart from what was seen in the name of an account: jobs stay when Miro is disconnected. */
const jobsKey = ["miro-jobs"] as const;

const PAGE = "20";

/** One's own, the youngest first, page after page. */
export const jobsQuery = infiniteQueryOptions({
  queryKey: [...jobsKey, "list"],
  queryFn: async ({ pageParam: cursor, signal }) => {
    const query = new URLSearchParams({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    return (await http.get<MiroJobPage>(`/api/jobs?${query}`, { signal })).data;
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
  staleTime: 0,
  refetchInterval: ({ state }) => nextLookAtJobs(state.data?.pages ?? [], state.error, Date.now()),
});

/** A job with all its operations. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...jobsKey, "one", id],
    queryFn: async ({ signal }) => (await http.get<MiroWholeJob>(pathOf(id), { signal })).data,
    staleTime: 0,
    refetchInterval: ({ state: { data, error } }) =>
      isForgotten(error) ? false : nextLookAtJob(data, error, Date.now()),
  });

/** Have nothing more of a job sent. */
export function cancelJob(queries: QueryClient, id: string): Promise<void> {
  return changed(queries, id, async () => {
    return (await http.post<MiroWholeJob>(`${pathOf(id)}/cancel`)).data;
  });
}

/** Have sent once more what failed or was cancelled. */
export function retryJob(queries: QueryClient, id: string): Promise<void> {
  return changed(queries, id, async () => {
    await http.post<AnswerOf<"retry_miro_job", 202>>(`${pathOf(id)}/retry`);
    return null;
  });
}

/**
 * Say of an operation of which nobody knows whether it was done.
 *
 * @param made whether it was; if not, it is sent once more.
 */
export function resolveOperation(
  queries: QueryClient,
  id: string,
  index: number,
  made: boolean,
): Promise<void> {
  return changed(queries, id, async () => {
    const path = `${pathOf(id)}/operations/${index}/resolve`;
    return (await http.post<MiroWholeJob>(path, { made })).data;
  });
}

/** Does it, shows what the server says came of it, and looks again, also where nothing came of it. */
async function changed(
  queries: QueryClient,
  id: string,
  work: () => Promise<MiroWholeJob | null>,
): Promise<void> {
  try {
    const job = await work();
    // What was asked for before would tell how it was then.
    await queries.cancelQueries({ queryKey: jobsKey });
    if (job) queries.setQueryData(jobQuery(id).queryKey, job);
  } finally {
    void queries.invalidateQueries({ queryKey: jobsKey });
  }
}

const pathOf = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;
