import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { aJob, aSending, aWholeJob, anOperation, someLimits } from "../../../test/miro";
import { renderInApp } from "../../../test/renderInApp";
import { dismissAllToasts } from "../../../test/toasts";
import type { MiroJob, MiroOperation } from "../api/jobs";
import type { Shown } from "../model/operations";
import { JobPage } from "./JobPage";
import { QueuePage } from "./QueuePage";

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const JOBS = "GET /api/jobs";
const ONE = "GET /api/jobs/j1";
const CANCEL = "POST /api/jobs/j1/cancel";
const RETRY = "POST /api/jobs/j1/retry";
const RESOLVE = "POST /api/jobs/j1/operations/4/resolve";
const LIMITS = "GET /api/limits";
const account = { connected: true, scopes: ["boards:read"], missing_scopes: [] };

type Handlers = Parameters<typeof fakeServer>[0];

function serve(handlers: Handlers) {
  return fakeServer({
    "GET /auth/methods": { body: { github: false, email: false, local: true, miro: true } },
    "GET /auth/miro": { body: { ...account, sign_in_needed: false } },
    [LIMITS]: { body: someLimits() },
    ...handlers,
  });
}

function open(jobs: readonly MiroJob[], handlers: Handlers = {}) {
  const calls = serve({ [JOBS]: page(...jobs), ...handlers });
  return { calls, ...renderInApp(<QueuePage />) };
}

function openOne(
  job: MiroJob,
  operations?: readonly MiroOperation[],
  handlers: Handlers = {},
  shown: Shown = "all",
) {
  const onShow = vi.fn();
  const calls = serve({ [ONE]: { body: aWholeJob(job, operations) }, ...handlers });
  renderInApp(<JobPage jobId="j1" back={null} shown={shown} onShow={onShow} />);
  return { calls, onShow };
}

const asked = (calls: ReturnType<typeof fakeServer>, path: string) =>
  calls.filter((call) => `${call.method} ${call.path}` === path);
const rows = async () =>
  within(await screen.findByRole("list", { name: "Your queued changes" })).getAllByRole("listitem");
/** Not what is listed within them. */
const operations = async (name = "All") =>
  [...(await screen.findByRole("list", { name })).children] as HTMLElement[];
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
const text = (row: HTMLElement | undefined) =>
  row?.textContent?.replaceAll(" (opens in a new tab)", "");
const polite = () => [...document.querySelectorAll('[aria-live="polite"]')].at(-1)?.textContent;
const heading = () => screen.getByRole("heading", { level: 1 });
const ahead = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

const ENDED = aJob({
  state: "partial",
  pending: 0,
  done: 2,
  failed: 1,
  cancelled: 1,
  indeterminate: 1,
});

describe("jobs", () => {
  test("are told with their board, how they stand, and what did not go well", async () => {
    open([
      aJob({
        id: "j2",
        state: "working",
        pending: 2,
        done: 1,
        task: aSending({ state: "running" }),
      }),
      ENDED,
      aJob({ id: "j3", board_name: null, state: "done", pending: 0, done: 1 }),
    ]);
    expect(
      await screen.findByRole("status", { name: "Loading your queued changes" }),
    ).toBeDefined();
    const [sending, ended, unknown] = await rows();
    expect(text(sending)).toMatch(/^PlanSending1 of 3 doneAsked for .*Cancel…$/);
    const bar = within(sending as HTMLElement).getByRole("progressbar", {
      name: "Sending to Plan",
    });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["1", "3"]);
    expect(text(ended)).toMatch(
      /^PlanDone in part2 of 5 done1 failed1 not known1 cancelled.*Try again$/,
    );
    expect(within(ended as HTMLElement).queryByRole("progressbar")).toBeNull();
    expect(
      within(ended as HTMLElement)
        .getByRole("link")
        .getAttribute("href"),
    ).toBe("/whiteboards/queue/j1");
    expect(text(unknown)).toMatch(/^Board uXjVOne=Done/);
    expect(within(unknown as HTMLElement).queryByRole("button")).toBeNull();
  });

  test("that are none say what would stand there", async () => {
    const { calls } = open([]);
    expect(await screen.findByText("Nothing is queued")).toBeDefined();
    expect(asked(calls, LIMITS)).toEqual([]);
  });

  test("that cannot be loaded can be asked for again", async () => {
    let works = false;
    open([], { [JOBS]: () => (works ? page(aJob()) : problem(500, "internal_error")) });
    await screen.findByText("The server failed");
    works = true;
    await press("Try again");
    expect(await rows()).toHaveLength(1);
  });

  test("say what they wait for", async () => {
    const task = aSending({ next_attempt_at: ahead(40) });
    open([aJob({ task })], { [LIMITS]: { body: someLimits({ remaining: 0 }) } });
    expect(
      await screen.findByText(
        /^Your credits at Miro are used up; nothing is lost\. Goes on in \d+ s\.$/,
      ),
    ).toBeDefined();
  });

  test("lead to the account where Miro does not accept it", async () => {
    open([ENDED], { "GET /auth/miro": { body: { ...account, sign_in_needed: true } } });
    const link = await screen.findByRole("link", { name: "Go to your Miro account" });
    expect(link.getAttribute("href")).toBe("/whiteboards");
  });

  test("are looked at while they are sent, and how they end is read aloud", async () => {
    let job = aJob();
    open([], { [JOBS]: () => page(job) });
    await rows();
    job = { ...ENDED, total: 5 };
    await vi.advanceTimersByTimeAsync(2_100);
    await waitFor(async () => expect(text((await rows())[0])).toContain("Done in part"));
    expect(polite()).toBe("Changes to Plan: done in part: 1 failed, 1 not known, 1 cancelled.");
  });

  test("of long ago are shown when asked for, and one goes on there", async () => {
    open([], {
      [JOBS]: ({ query }) =>
        query.get("cursor")
          ? page(aJob({ id: "j2" }))
          : { body: { items: [aJob()], next_cursor: "c" } },
    });
    await press("Show more");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    const [, older] = await rows();
    expect(document.activeElement).toBe(within(older as HTMLElement).getByRole("link"));
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });
});

describe("cancelling", () => {
  test("says what stays, is done, and the focus is on the job", async () => {
    let job = aJob({ state: "working", pending: 2, done: 1 });
    const { calls } = open([], {
      [JOBS]: () => page(job),
      [CANCEL]: () => {
        job = aJob({ state: "partial", pending: 0, done: 1, cancelled: 2 });
        return { body: aWholeJob(job) };
      },
    });
    await press("Cancel…: Plan");
    const dialog = await screen.findByRole("dialog", { name: "Cancel the changes to “Plan”?" });
    expect(dialog.textContent).toMatch(/2 changes that wait are not sent.*stays on the board/);
    expect(document.activeElement).toBe(
      within(dialog).getByRole("button", { name: "Keep sending" }),
    );
    await press("Cancel 2 changes");
    await waitFor(async () => expect(text((await rows())[0])).toContain("2 cancelled"));
    expect(asked(calls, CANCEL)).toHaveLength(1);
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Plan"));
  });

  test("of what is forgotten says so", async () => {
    open([aJob()], { [CANCEL]: problem(404, "miro_job_not_found", "Jobs are kept 30 days.") });
    await press("Cancel…: Plan");
    await press("Cancel 3 changes");
    const dialog = screen.getByRole("dialog");
    expect((await within(dialog).findByRole("alert")).textContent).toContain("Jobs are kept 30");
  });
});

describe("trying again", () => {
  test("sends what failed, and looks at once", async () => {
    let job = ENDED;
    const { calls } = open([], {
      [JOBS]: () => page(job),
      [RETRY]: () => {
        job = aJob({ pending: 2, done: 2, indeterminate: 1 });
        return { status: 202, body: { job_id: "j1", enqueued: 2 } };
      },
    });
    await press("Try again: Plan");
    await waitFor(async () => expect(text((await rows())[0])).toContain("Waiting for its turn"));
    expect(asked(calls, RETRY)).toHaveLength(1);
    expect(polite()).toBe("Sending to Plan again.");
  });

  test.each([
    [problem(409, "miro_job_open", "x"), "Wait a few seconds, then try again."],
    [problem(404, "miro_job_not_found", "x"), /kept for 30 days/],
    ["offline" as const, /Look at your connection/],
  ])("that is not possible says what to do next", async (answer, words) => {
    open([ENDED], { [RETRY]: answer });
    await press("Try again: Plan");
    expect(await screen.findByText(words)).toBeDefined();
  });
});

const ALL = [
  anOperation({ index: 0, id: "fuel", state: "done", item_id: "345" }),
  anOperation({ index: 1, type: "create_tag", state: "done", item_id: "9" }),
  anOperation({
    index: 2,
    type: "update_sticky_note",
    state: "failed",
    item_id: "346",
    code: "miro_invalid",
    detail: "Miro says: no such colour",
    fields: [{ field: "style.fillColor", message: "is none" }],
  }),
  anOperation({ index: 3, type: "attach_tag", state: "cancelled", item_id: "347" }),
  anOperation({ index: 4, state: "indeterminate" }),
];

describe("a job", () => {
  test("tells of each operation what it does, what became of it, and where that is", async () => {
    openOne(ENDED, ALL);
    expect((await operations()).map(text)).toEqual([
      "0Create a card fuelDoneItem 345",
      "1Create a tag DoneTag 9",
      "2Change a sticky note FailedItem 346Miro does not accept this. Miro says: no such colour. Trying again does not help: it is to be sent anew, as Miro wants it. miro_invalidstyle.fillColor is none",
      "3Attach a tag CancelledItem 347",
      expect.stringMatching(/^4Create a card Not knownNobody knows whether Miro did this/),
    ]);
    const link = screen.getByRole("link", { name: /^Item 345/ });
    expect(link.getAttribute("href")).toBe("https://miro.com/app/board/uXjVOne=?moveToWidget=345");
    expect(screen.queryByRole("link", { name: /^Tag/ })).toBeNull();
    expect(heading().textContent).toBe("Changes to “Plan”");
  });

  test("shows those of one kind alone", async () => {
    const { onShow } = openOne(ENDED, ALL, {}, "unknown");
    expect(await operations("Not known")).toHaveLength(1);
    const names = within(screen.getByRole("group", { name: "Show" })).getAllByRole("button");
    expect(names.map(({ textContent }) => textContent)).toEqual([
      "All5",
      "Failed1",
      "Not known1",
      "Done2",
      "Cancelled1",
    ]);
    await press(/^Failed/);
    expect(onShow).toHaveBeenCalledExactlyOnceWith("failed");
  });

  test("of which none is of that kind leads to all", async () => {
    const { onShow } = openOne(aJob(), undefined, {}, "failed");
    await press("Show all");
    expect(onShow).toHaveBeenCalledExactlyOnceWith("all");
  });

  test("of a thousand operations shows a hundred at a time", async () => {
    openOne(aJob({ pending: 250 }));
    expect(await operations()).toHaveLength(100);
    await press("Show more");
    expect(await operations()).toHaveLength(200);
    await waitFor(async () => expect(document.activeElement).toBe((await operations())[100]));
    await press("Show more");
    expect(await operations()).toHaveLength(250);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  test("that failed for want of an account leads there", async () => {
    const code = "miro_sign_in_needed";
    const failed = anOperation({ state: "failed", code, detail: "Connect it again." });
    openOne(aJob({ state: "failed", pending: 0, failed: 1 }), [failed]);
    expect(await screen.findByRole("link", { name: "Go to your Miro account" })).toBeDefined();
  });

  test.each([problem(404, "miro_job_not_found"), problem(422, "validation_failed")])(
    "that is not there says why, and is not asked for again",
    async (answer) => {
      const { calls } = openOne(ENDED, ALL, { [ONE]: answer });
      expect(await screen.findByText(/There is no such job/)).toBeDefined();
      await vi.advanceTimersByTimeAsync(40_000);
      expect(asked(calls, ONE)).toHaveLength(1);
    },
  );

  test("that has ended is not looked at again by itself", async () => {
    const { calls } = openOne(ENDED, ALL);
    await operations();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(asked(calls, ONE)).toHaveLength(1);
  });
});

describe("what nobody knows", () => {
  test.each([
    ["It is there", true, "done" as const],
    ["It is not there: send it again", false, "pending" as const],
  ])("is said: %s", async (words, made, state) => {
    let job = aWholeJob(ENDED, ALL);
    const { calls } = openOne(ENDED, ALL, {
      [ONE]: () => ({ body: job }),
      [RESOLVE]: () => {
        const counts = { indeterminate: 0, [state]: ENDED[state] + 1 };
        job = {
          ...job,
          ...counts,
          operations: [...ALL.slice(0, 4), anOperation({ index: 4, state })],
        };
        return { body: job };
      },
    });
    await press(`${words}: Create a card, 4`);
    await waitFor(() => expect(screen.queryByText(/Nobody knows/)).toBeNull());
    expect(asked(calls, RESOLVE).map(({ body }) => body)).toEqual([{ made }]);
    await waitFor(() => expect(document.activeElement).toBe(heading()));
  });

  test.each([
    [problem(409, "miro_operation_settled", "It is done."), /The list shows it now/],
    [problem(409, "miro_job_open", "x"), "Wait a few seconds, then try again."],
  ])("and is known meanwhile, or being sent, says so and looks again", async (answer, words) => {
    const { calls } = openOne(ENDED, ALL, { [RESOLVE]: answer });
    await press(/^It is there/);
    expect(await screen.findByText(words)).toBeDefined();
    await waitFor(() => expect(asked(calls, ONE)).toHaveLength(2));
  });
});
