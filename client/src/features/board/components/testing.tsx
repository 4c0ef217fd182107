import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { BoardView, Card, NewOperation, Outcome } from "../model";
import { fromSnapshot } from "../model";
import { BoardActions } from "./actions";
import { ActionsContext, type BoardLookup, LookupContext } from "./context";
import { LanesContext } from "./drag/lanes";
import { Edits } from "./edits";
import { UiContext, UiStore } from "./ui";

const AT = "2026-11-20T10:00:00Z";

/** Ranks that sort as the numbers do. */
const rank = (at: number) => `a${String(at).padStart(4, "0")}`;

/** A board of columns `todo` and `doing`, with as many cards as said: T-1, T-2, … */
export function boardOf(todo: number, doing: number) {
  const card = (number: number, column_id: string): Card => ({
    id: `card-${number}`,
    key: `T-${number}`,
    number,
    title: `Card number ${number}`,
    column_id,
    rank: rank(number),
    version: 1,
    created_at: AT,
    updated_at: AT,
  });
  return fromSnapshot({
    id: "board",
    workspace_id: "workspace",
    key: "T",
    name: "Test",
    seq: 1,
    epoch: "epoch",
    columns: [
      { id: "todo", name: "To do", category: "unstarted", rank: "a1" },
      { id: "doing", name: "Doing", category: "started", rank: "a2" },
    ],
    labels: [{ id: "bug", name: "bug", color: "#e5484d" }],
    cards: Array.from({ length: todo + doing }, (_, at) =>
      card(at + 1, at < todo ? "todo" : "doing"),
    ),
  });
}

/** A store that tells of tasks when a test says so. */
export function taskTeller() {
  const listeners = new Set<(task: never) => void>();
  const store = {
    onTask: (listener: (task: never) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (task: Readonly<Record<string, unknown>>) =>
    act(() => listeners.forEach((listener) => listener(task as never)));
  return { store, tell };
}

/** The machinery of a board's screen, around a store that only writes down what it is told. */
export function machinery(state = boardOf(3, 2)) {
  const sent: NewOperation[] = [];
  const view = { status: "ready", state, pending: [], created: new Map() } as unknown as BoardView;
  const dispatch = (operation: NewOperation): Promise<Outcome> => {
    sent.push(operation);
    return Promise.resolve({ ok: true });
  };
  const opened: string[] = [];
  const address = {
    hrefOf: (card: Card) => `/app/b/board/c/${card.key}`,
    hrefOn: (boardId: string, key: string) => `/app/b/${boardId}/c/${key}`,
    openCard: (card: Pick<Card, "key">, boardId?: string) =>
      void opened.push(boardId ? `${boardId} ${card.key}` : card.key),
    openBoard: (id: string) => void opened.push(id),
    closeCard: () => void opened.push("closed"),
    repositoriesHref: "/app/w/workspace/repositories",
    openRepositories: () => void opened.push("repositories"),
  };
  const ui = new UiStore();
  const actions = new BoardActions(
    ui,
    new Edits({ getView: () => view, dispatch, settled: () => Promise.resolve(), seqOf: () => 7 }),
    address,
  );
  const columns = [...state.columns.values()];
  actions.update({ columns, shown: state.order, openId: null, canEdit: true }, address);
  const lookup: BoardLookup = {
    boardId: "board",
    workspaceId: "workspace",
    me: "ana",
    mayWrite: true,
    canEdit: true,
    mayManage: true,
    people: new Map([
      ["ana", { id: "ana", name: "Ana" }],
      ["ben", { id: "ben", name: "Ben" }],
    ]),
    labels: state.labels,
    columns,
    today: "2026-11-22",
  };
  return { state, sent, opened, address, ui, actions, lookup, columns };
}

export function renderOnBoard(children: ReactNode, parts = machinery()) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrap = (inner: ReactNode) => (
    <QueryClientProvider client={queries}>
      <LookupContext value={parts.lookup}>
        <UiContext value={parts.ui}>
          <ActionsContext value={parts.actions}>
            <LanesContext value={new Map()}>{inner}</LanesContext>
          </ActionsContext>
        </UiContext>
      </LookupContext>
    </QueryClientProvider>
  );
  const result = render(wrap(children));
  return { ...parts, ...result, again: (next: ReactNode) => result.rerender(wrap(next)) };
}
