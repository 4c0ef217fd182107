import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listenForShortcuts, ToastRegion, useAllCommands } from "../../../lib";
import { fakeServer } from "../../../test/fakeServer";
import { aTask } from "../../../test/github";
import { dismissAllToasts } from "../../../test/toasts";
import type { FinishAnswer, StartAnswer } from "../api/stages";
import type { Card, Notice } from "../model";
import { BoardKeys } from "./keys";
import { BranchTasks } from "./late/branch/BranchTasks";
import { OpenPulls } from "./late/OpenPulls";
import { tellStage } from "./late/stages";
import { keptWords } from "./late/undoWords";
import { NextStage } from "./panel/NextStage";
import { useNotices } from "./states/useNotices";
import { boardOf, machinery, renderOnBoard, taskTeller } from "./testing";
import { useBoardCommands } from "./useBoardCommands";

const DONE = { id: "done", name: "Done", category: "done", rank: "a3" } as const;
const BRANCH = "feature/T-1-card-number-1";

let stop: () => void;
beforeEach(() => {
  localStorage.clear();
  stop = listenForShortcuts();
});
afterEach(() => {
  stop();
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

/** To do: card-1 to card-3; doing: card-4 and card-5; and a column of what is done. */
function parts(changed: object = {}) {
  const state = boardOf(3, 2);
  const cards = new Map(state.cards);
  cards.set("card-4", { ...(cards.get("card-4") as Card), ...changed });
  const made = machinery({
    ...state,
    cards: cards as never,
    columns: new Map([...state.columns, ["done", DONE]]) as never,
    order: new Map([...state.order, ["done", []]]) as never,
  });
  const { actions, address, columns } = made;
  const scene = { columns, shown: made.state.order, openId: null, canEdit: true, me: "ana" };
  actions.update(scene, address);
  return { ...made, scene };
}

const search = { current: null };

function Keys({ parts }: { parts: ReturnType<typeof machinery> }) {
  const [keys] = useState(() => new BoardKeys(parts.actions, () => parts.state));
  useBoardCommands(parts.actions, keys, search);
  const listed = useAllCommands().filter(({ group }) => group === "Card");
  return <p>{listed.map(({ shortcut, title }) => `${shortcut}: ${title}`).join("; ")}</p>;
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("by key", () => {
  function focused(id: string, all = parts()) {
    render(<ToastRegion />);
    renderOnBoard(
      <>
        <div data-card={id}>
          <a href="#card" onFocus={() => all.actions.focused(id)}>
            {id}
          </a>
        </div>
        <Keys parts={all} />
      </>,
      all,
    );
    screen.getByText(id).focus();
    const key = (key: string, shiftKey = false) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, shiftKey });
    return { ...all, key };
  }

  test("a card is started: assigned to me, and moved on at once", () => {
    const { key, sent } = focused("card-1");
    key("s");
    const started = { type: "startCard", card_id: "card-1" };
    expect(sent).toEqual([{ ...started, column_id: "doing", person_id: "ana" }]);
  });

  test("the branch is asked for first", () => {
    const { key, sent, ui } = focused("card-1");
    key("S", true);
    expect(sent).toEqual([]);
    expect(ui.get().dialog).toEqual({ kind: "branch", cardId: "card-1", start: true });
  });

  test("a card is finished", () => {
    const { key, sent } = focused("card-4");
    key("F", true);
    expect(sent).toEqual([{ type: "finishCard", card_id: "card-4", column_id: "done" }]);
  });

  test("one that a rule was done with is finished once more for its merged branches", () => {
    const merged = { repository: "acme/rocket", branch: BRANCH, state: "merged", closes: true };
    const branches = [{ repository: "acme/rocket", name: BRANCH }];
    const over = parts({ column_id: "done", branches, pull_requests: [merged] });
    const { key, sent } = focused("card-4", over);
    key("F", true);
    expect(sent).toEqual([{ type: "finishCard", card_id: "card-4" }]);
  });

  test("one that is over, with nothing left to do, says so", async () => {
    const { key, sent } = focused("card-4", parts({ column_id: "done" }));
    key("F", true);
    expect(await screen.findByText(/is in Done already/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test("one that is not started is not finished by mistake", async () => {
    const { key, sent } = focused("card-1");
    key("F", true);
    expect(await screen.findByText(/T-1 is not started yet/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test("they stand in the help of shortcuts", () => {
    focused("card-1");
    expect(screen.getByText(/s: Start the card;/).textContent).toMatch(
      /shift\+s: Start the card with…;.*shift\+f: Finish the card/,
    );
  });

  test("who only reads starts nothing", async () => {
    const all = parts();
    all.actions.update({ ...all.scene, canEdit: false }, all.address);
    const { key, sent } = focused("card-1", all);
    key("s");
    expect(await screen.findByText("This board is for you to read.")).toBeTruthy();
    expect(sent).toEqual([]);
  });
});

describe("in the panel", () => {
  const shown = (id: string, more: Partial<Card> = {}) => {
    const all = parts();
    const card = { ...(all.state.cards.get(id) as Card), ...more };
    renderOnBoard(<NextStage card={card} />, all);
    return all;
  };

  test("a card that waits is started by the one button", () => {
    const { sent } = shown("card-1");
    press("Start");
    expect(sent).toMatchObject([{ type: "startCard", card_id: "card-1" }]);
  });

  test("the second press of a double click does not finish what the first one started", () => {
    const { sent } = shown("card-4");
    fireEvent.click(screen.getByRole("button", { name: "Finish" }), { detail: 2 });
    expect(sent).toEqual([]);
    press("Finish");
    expect(sent).toMatchObject([{ type: "finishCard", card_id: "card-4" }]);
  });

  test("of a card that is done the merged branches are offered to be deleted", () => {
    const there = { id: "b1", repository: "acme/rocket", name: BRANCH };
    const pull = { id: "p1", repository: "acme/rocket", number: 1, title: "", branch: BRANCH };
    const { sent } = shown("card-4", {
      column_id: "done",
      branches: [there],
      pull_requests: [{ ...pull, state: "merged" }],
    } as never);
    expect(screen.queryByRole("button", { name: "Finish" })).toBeNull();
    press("Delete merged branch");
    expect(sent).toEqual([{ type: "finishCard", card_id: "card-4", delete_branches: true }]);
  });

  test("of one that is over, nothing is left to press", () => {
    shown("card-4", { column_id: "done" });
    expect(screen.queryByRole("group")).toBeNull();
  });
});

describe("what became of a start", () => {
  const START = { id: "o", type: "startCard", card_id: "card-1" } as const;
  const answer = (changes: object = {}) =>
    ({
      card: { id: "card-1", key: "T-1", column_id: "doing" },
      task: null,
      branch_name: null,
      why_no_branch: null,
      undo: { seq: 8, batch_id: "b" },
      cannot_undo: [],
      ...changes,
    }) as unknown as StartAnswer;
  const operation = { ...START, column_id: "doing", person_id: "ana" };

  test("is said, with the way back, and its branch is followed", async () => {
    const calls = fakeServer({
      "POST /boards/board/undo": {
        body: { undone: [], blocked: [], kept: [], batch_id: "c", seqs: [] },
      },
    });
    const { actions, ui } = parts();
    render(<ToastRegion />);
    tellStage(actions, operation, answer({ task: aTask(), branch_name: BRANCH }));
    expect(await screen.findByText("T-1 started")).toBeTruthy();
    const said = `Assigned to you, moved to Doing. GitHub is asked for branch ${BRANCH}.`;
    expect(screen.getByText(said)).toBeTruthy();
    expect(ui.get().branches).toEqual([{ taskId: "task-1", cardId: "card-1" }]);
    press("Undo");
    await waitFor(() => expect(calls.map(({ body }) => body)).toEqual([{ seq: 8 }]));
  });

  test("says why there is no branch", async () => {
    render(<ToastRegion />);
    const why_no_branch = "No repository is connected to this workspace.";
    tellStage(parts().actions, operation, answer({ why_no_branch }));
    expect(await screen.findByText(/No branch: no repository is connected/)).toBeTruthy();
  });

  test("a second one changed nothing", async () => {
    render(<ToastRegion />);
    tellStage(parts().actions, START, answer({ undo: null, branch_name: BRANCH }));
    expect(await screen.findByText("T-1 is started already")).toBeTruthy();
    expect(screen.getByText(`Its branch is ${BRANCH}.`)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });
});

describe("what became of a finish", () => {
  const FINISH = { id: "o", type: "finishCard", card_id: "card-4" } as const;
  const merged = { id: "b1", repository: "acme/rocket", name: BRANCH, url: null };
  const answer = (changes: object = {}) =>
    ({
      card: { id: "card-4", key: "T-4", column_id: "done" },
      merged_branches: [merged],
      task: null,
      undo: { seq: 9, batch_id: "b" },
      cannot_undo: [],
      ...changes,
    }) as unknown as FinishAnswer;

  test("is said, and the merged branch is offered to be deleted", async () => {
    const { actions, sent } = parts();
    render(<ToastRegion />);
    tellStage(actions, FINISH, answer());
    expect(await screen.findByText("T-4 finished")).toBeTruthy();
    expect(screen.getByText(`${BRANCH} is merged`)).toBeTruthy();
    press("Delete merged branch");
    expect(sent).toEqual([{ type: "finishCard", card_id: "card-4", delete_branches: true }]);
  });

  test("the deletion is followed, and what was left is named", async () => {
    fakeServer({ "GET /tasks/task-1": { body: aTask({ state: "running" }) } });
    const { store, tell } = taskTeller();
    const all = parts();
    render(<ToastRegion />);
    renderOnBoard(<BranchTasks store={store as never} />, all);
    const deleting = { ...FINISH, delete_branches: true };
    tellStage(all.actions, deleting, answer({ undo: null, task: aTask() }));
    await waitFor(() => expect(all.ui.get().branches).toHaveLength(1));
    const told = (name: string, state: string, detail: string | null = null) => ({
      ...merged,
      name,
      state,
      detail,
    });
    const kept = told("feature/other", "kept", "feature/other is protected on GitHub.");
    const branches = [told(BRANCH, "deleted"), kept];
    await waitFor(() => {
      tell({ ...aTask({ state: "succeeded" }), result: { branches } });
      expect(screen.getByText("Branch deleted")).toBeTruthy();
    });
    expect(screen.getByText(`${BRANCH} in acme/rocket`)).toBeTruthy();
    expect(screen.getByText("feature/other was left")).toBeTruthy();
    expect(screen.getByText("feature/other is protected on GitHub.")).toBeTruthy();
  });

  test("an undo says what stays deleted", () => {
    const kept = [{ kind: "deleted_branch" as const, name: BRANCH, url: null }];
    expect(keptWords(kept as never)).toBe(`Branch ${BRANCH} stays deleted.`);
  });
});

describe("a finish that is refused", () => {
  const open = [
    {
      id: "p1",
      repository: "acme/rocket",
      number: 12,
      title: "Lift off",
      state: "open",
      url: "https://github.com/acme/rocket/pull/12",
    },
  ];

  test("opens what is in the way", () => {
    const all = parts();
    const notice: Notice = {
      id: "n",
      operation: { id: "o", type: "finishCard", card_id: "card-4" },
      why: "acme/rocket#12 is not merged.",
      code: "pull_requests_open",
      at: 0,
      open,
    };
    const store = { dismiss: () => {} } as unknown as Parameters<typeof useNotices>[0];
    function Notices() {
      useNotices(store, [notice], true, all.actions);
      return <ToastRegion />;
    }
    render(<Notices />);
    expect(all.ui.get().dialog).toEqual({ kind: "open-pulls", cardId: "card-4", open });
    expect(screen.queryByText("The card was not finished")).toBeNull();
  });

  test("links to it, and leaves the move to who knows better", () => {
    const all = parts();
    const card = all.state.cards.get("card-4") as Card;
    renderOnBoard(<OpenPulls card={card} open={open} onClose={() => {}} />, all);
    const link = screen.getByRole("link", { name: /acme\/rocket#12/ });
    expect(link.getAttribute("href")).toBe("https://github.com/acme/rocket/pull/12");
    press("Move to Done anyway");
    const move = { type: "moveCards", card_ids: ["card-4"], column_id: "done", placement: "end" };
    expect(all.sent).toEqual([move]);
  });
});
