import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../../lib";
import { fakeServer, page, problem } from "../../../../../test/fakeServer";
import { aRepository } from "../../../../../test/github";
import { dismissAllToasts } from "../../../../../test/toasts";
import type { BoardEvent, LogListener } from "../../../model";
import { machinery, renderOnBoard } from "../../testing";
import { BranchingDialog } from "./BranchingDialog";

let tell: LogListener = () => undefined;
vi.mock("../../../model-react", () => ({
  useLog: (_board: string, listener: LogListener) => (tell = listener),
}));

beforeEach(() => localStorage.clear());
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const HOUSE = "{type}/{key}-{title}";
const BRANCHING = "/boards/board/branching";
const TITLE = "Größe der Fußzeile stimmt nicht";

interface Chosen {
  template: string | null;
  repository_id: string | null;
}

/** A server that keeps what is put. */
function open(chosen: Partial<Chosen> = {}, lookup: object = {}) {
  const server = { now: { template: null, repository_id: null, ...chosen } as Chosen };
  const told = () => ({
    body: { ...server.now, effective_template: server.now.template ?? HOUSE },
  });
  const calls = fakeServer({
    [`GET ${BRANCHING}`]: told,
    [`PUT ${BRANCHING}`]: ({ body }) => {
      const wanted = body as Chosen;
      if (wanted.template === "{no}") return problem(422, "invalid_template", "No such thing.");
      server.now = wanted;
      return told();
    },
    [`GET ${BRANCHING}/examples`]: ({ query }) => {
      const template = query.get("template") ?? HOUSE;
      const wrong = template.includes("{what}");
      const items = [{ title: TITLE, name: template.replace("{title}", "grosse-der-fusszeile") }];
      const problem = wrong ? "There is no {what}." : null;
      return { body: { template, items: wrong ? [] : items, problem } };
    },
    "GET /workspaces/workspace/repositories": page(aRepository()),
  });
  const onClose = vi.fn();
  const parts = machinery();
  render(<ToastRegion />);
  renderOnBoard(<BranchingDialog onClose={onClose} />, {
    ...parts,
    lookup: { ...parts.lookup, ...lookup },
  });
  const puts = () => calls.filter(({ method }) => method === "PUT").map(({ body }) => body);
  return { puts, onClose, server };
}

const names = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Names" });
const write = async (value: string) => fireEvent.change(await names(), { target: { value } });
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

test("shows what a template makes of titles while one writes it, and why it makes nothing", async () => {
  open();
  expect((await names()).value).toBe(HOUSE);
  expect(await screen.findByText(TITLE)).toBeTruthy();
  expect(await screen.findByText("{type}/{key}-grosse-der-fusszeile")).toBeTruthy();
  await write("{user}/{title}");
  expect(await screen.findByText("{user}/grosse-der-fusszeile")).toBeTruthy();
  await write("{what}");
  expect(await screen.findByText("There is no {what}.")).toBeTruthy();
  // Its place stays, so that nothing jumps.
  expect(screen.getByText(TITLE).nextSibling?.textContent).toBe("—");
});

test("is saved with the usual repository, and undone", async () => {
  const { puts, onClose } = open();
  await names();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  await write("{key}-{title}");
  fireEvent.change(screen.getByRole("combobox", { name: "Usual repository" }), {
    target: { value: "r1" },
  });
  await press("Save");
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  const chosen = { template: "{key}-{title}", repository_id: "r1" };
  expect(puts()).toEqual([chosen]);
  await press("Undo");
  await waitFor(() => expect(puts()).toEqual([chosen, { template: null, repository_id: null }]));
});

test("the one of the house is chosen by choosing none", async () => {
  const { puts } = open({ template: "{key}", repository_id: "r1" });
  expect((await names()).value).toBe("{key}");
  await press("As usual");
  expect((await names()).value).toBe(HOUSE);
  await press("Save");
  await waitFor(() => expect(puts()).toEqual([{ template: null, repository_id: "r1" }]));
});

test("what may stand in it is put where one writes", async () => {
  open({ template: "-{key}" });
  (await names()).setSelectionRange(0, 0);
  await press("{user}");
  expect((await names()).value).toBe("{user}-{key}");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "{user}" }).disabled).toBe(true);
});

test("a refusal says why, and keeps what was written", async () => {
  const { onClose } = open();
  await write("{no}");
  await press("Save");
  expect(await screen.findByText(/No such thing\./)).toBeTruthy();
  expect((await names()).value).toBe("{no}");
  expect(onClose).not.toHaveBeenCalled();
});

test("what others choose shows at once", async () => {
  const { server } = open();
  await names();
  server.now = { template: "{key}", repository_id: null };
  act(() => tell([{ type: "branching.updated" } as BoardEvent]));
  await waitFor(async () => expect((await names()).value).toBe("{key}"));
});

test.each([{ mayManage: false }, { canEdit: false }])("with %j it is only read", async (change) => {
  open({}, change);
  expect((await names()).readOnly).toBe(true);
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect(screen.queryByRole("button", { name: "{user}" })).toBeNull();
});
