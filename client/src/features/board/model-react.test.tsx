import { act, cleanup, renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { forgetBoards, useBoard } from "./model-react";
import { aBoard, BOARD, cardId, FakeServer } from "./model/testing/fakeServer";

let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer(aBoard());
  vi.stubGlobal("fetch", server.fetch);
  vi.stubGlobal("WebSocket", function (url: string) {
    return server.openSocket(url);
  });
});

afterEach(() => {
  cleanup();
  forgetBoards();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const snapshots = () => server.requests.filter(({ path }) => path === `/boards/${BOARD}`).length;

it("shows one live board to all who look at it", async () => {
  const first = renderHook(() => useBoard(BOARD), { wrapper: StrictMode });
  const second = renderHook(() => useBoard(BOARD), { wrapper: StrictMode });
  expect(first.result.current.view.status).toBe("loading");
  await wait(50);
  expect(first.result.current.view.connection.mode).toBe("live");
  expect(second.result.current.store).toBe(first.result.current.store);
  await wait(100);
  act(() => server.does("PATCH", `/cards/${cardId(0)}`, { title: "Changed" }));
  await wait(50);
  for (const { result } of [first, second]) {
    expect(result.current.view.state?.cards.get(cardId(0))?.title).toBe("Changed");
  }
  expect(snapshots()).toBe(1);
});

it("keeps a board live for 30 s after the last has left it", async () => {
  const first = renderHook(() => useBoard(BOARD));
  await wait(50);
  first.unmount();
  await wait(29_000);
  const again = renderHook(() => useBoard(BOARD));
  expect(again.result.current.view.status).toBe("ready");
  again.unmount();
  await wait(31_000);
  expect(server.socket).toBeUndefined();
  const later = renderHook(() => useBoard(BOARD));
  expect(later.result.current.view.status).toBe("loading");
  await wait(50);
  expect(snapshots()).toBe(2);
});
