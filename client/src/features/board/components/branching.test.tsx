import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listenForShortcuts, ToastRegion, useAllCommands } from "../../../lib";
import { fakeServer, problem } from "../../../test/fakeServer";
import { aBranchName } from "../../../test/github";
import { dismissAllToasts } from "../../../test/toasts";
import { BoardKeys } from "./keys";
import { machinery, renderOnBoard } from "./testing";
import { useBoardCommands } from "./useBoardCommands";

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

const NAME = "GET /cards/card-1/branch-name";

const search = { current: null };

function Commands({ parts }: { parts: ReturnType<typeof machinery> }) {
  const [keys] = useState(() => new BoardKeys(parts.actions, () => parts.state));
  useBoardCommands(parts.actions, keys, search);
  return (
    <ul>
      {useAllCommands()
        .filter(({ run, hidden }) => run && !hidden)
        .map(({ id, title, run }) => (
          <li key={id}>
            <button onClick={run}>{title}</button>
          </li>
        ))}
    </ul>
  );
}

/** Two cards, and what the palette and the keys do. */
function onBoard(openId: string | null = null, canEdit = true) {
  const parts = machinery();
  const { actions, address, columns, state } = parts;
  actions.update({ columns, shown: state.order, openId, canEdit }, address);
  render(<ToastRegion />);
  renderOnBoard(
    <>
      {["card-1", "card-2"].map((id) => (
        <div key={id} data-card={id}>
          <a href={`#${id}`} onFocus={() => actions.focused(id)}>
            {id}
          </a>
        </div>
      ))}
      <Commands parts={parts} />
    </>,
    parts,
  );
  return parts;
}

const press = (key: string, shiftKey = false) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, shiftKey });
const choose = (title: string) => fireEvent.click(screen.getByRole("button", { name: title }));

function clipboard(): readonly string[] {
  const written: string[] = [];
  const writeText = (text: string) => Promise.resolve(void written.push(text));
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  return written;
}

describe("a new branch", () => {
  test("is for the card with the focus, rather than for the one that is open", () => {
    const { ui } = onBoard("card-2");
    screen.getByText("card-1").focus();
    press("b");
    expect(ui.get().dialog).toEqual({ kind: "branch", cardId: "card-1" });
  });

  test("is for the card that is open, wherever else the focus is", () => {
    const { ui } = onBoard("card-2");
    screen.getByText("card-1").focus();
    screen.getByRole("button", { name: "Create branch…" }).focus();
    press("b");
    expect(ui.get().dialog).toEqual({ kind: "branch", cardId: "card-2" });
  });

  test("needs a card, and somebody who may change it", async () => {
    const { ui } = onBoard();
    choose("Create branch…");
    expect(await screen.findByText(/Which card\?/)).toBeTruthy();
    cleanup();
    onBoard("card-1", false);
    choose("Create branch…");
    expect(await screen.findByText("This board is for you to read.")).toBeTruthy();
    expect(ui.get().dialog).toBeNull();
  });
});

describe("copying", () => {
  test("the name of a branch that is not made yet, by its key", async () => {
    fakeServer({ [NAME]: { body: aBranchName() } });
    const written = clipboard();
    onBoard();
    screen.getByText("card-1").focus();
    press("B", true);
    await screen.findByText("Copied the branch name");
    expect(written).toEqual(["feature/T-1-card-number-1"]);
  });

  test("the command that makes it", async () => {
    fakeServer({ [NAME]: { body: aBranchName() } });
    const written = clipboard();
    onBoard("card-1");
    choose("Copy git command");
    await screen.findByText("Copied the git command");
    expect(written).toEqual(["git switch -c feature/T-1-card-number-1"]);
  });

  test("of a card that has a branch, that one: nobody is asked", async () => {
    const calls = fakeServer({});
    const written = clipboard();
    const { actions } = onBoard("card-1");
    const there = { id: "b1", repository: "acme/rocket", name: "fix/T-1" };
    const card = actions.edits.card("card-1");
    vi.spyOn(actions.edits, "card").mockReturnValue({ ...card, branches: [there] } as never);
    choose("Copy branch name");
    await waitFor(() => expect(written).toEqual(["fix/T-1"]));
    choose("Copy git command");
    await waitFor(() => expect(written[1]).toBe("git fetch origin && git switch fix/T-1"));
    expect(calls).toEqual([]);
  });

  test("says why it cannot be told", async () => {
    fakeServer({ [NAME]: problem(404, "card_not_found", "It is gone.") });
    onBoard("card-1");
    choose("Copy branch name");
    expect(await screen.findByText(/It is gone\./)).toBeTruthy();
  });
});
