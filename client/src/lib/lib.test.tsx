import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { hueOf, initials } from "./Avatar";
import { type Command, listenForShortcuts, registerCommands } from "./commands";
import { matching } from "./matching";
import { PickerList } from "./PickerList";
import { relativeTime } from "./relativeTime";

afterEach(cleanup);

describe("shortcuts", () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenForShortcuts();
  });
  afterEach(() => stop());

  function command(shortcut: string, more: Partial<Command> = {}) {
    const run = vi.fn();
    const remove = registerCommands([
      { id: shortcut, title: shortcut, group: "Test", shortcut, run, ...more },
    ]);
    return { run, remove };
  }

  const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) =>
    fireEvent.keyDown(target, { key, ...init });

  test("a key runs its command, until that is gone", () => {
    const { run, remove } = command("?");
    press("?", { shiftKey: true });
    expect(run).toHaveBeenCalledOnce();
    remove();
    press("?", { shiftKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  test("a sequence needs both keys, in order", () => {
    const { run, remove } = command("g h");
    press("h");
    press("g");
    expect(run).not.toHaveBeenCalled();
    press("h");
    expect(run).toHaveBeenCalledOnce();
    remove();
  });

  test("what somebody types is text, unless the command says otherwise", () => {
    const plain = command("n");
    const palette = command("mod+k", { whileTyping: true });
    render(<input aria-label="text" />);
    const input = screen.getByLabelText("text");
    press("n", {}, input);
    press("k", { ctrlKey: true }, input);
    expect(plain.run).not.toHaveBeenCalled();
    expect(palette.run).toHaveBeenCalledOnce();
    plain.remove();
    palette.remove();
  });

  test("a letter with Ctrl is another key", () => {
    const { run, remove } = command("k");
    press("k", { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    remove();
  });
});

describe("a picker", () => {
  const options = ["Ada", "Grace", "Zoë"].map((label) => ({ id: label.toLowerCase(), label }));

  function open(more: Partial<Parameters<typeof PickerList>[0]> = {}) {
    const onChange = vi.fn();
    const onDone = vi.fn();
    render(
      <PickerList
        label="People"
        options={options}
        selected={[]}
        onChange={onChange}
        onDone={onDone}
        {...more}
      />,
    );
    return { onChange, onDone, field: screen.getByRole("combobox", { name: "People" }) };
  }

  test("is searched without accents and picked from by Enter", () => {
    const { onChange, onDone, field } = open();
    fireEvent.change(field, { target: { value: "zoe" } });
    expect(screen.getAllByRole("option").map((one) => one.textContent)).toEqual(["Zoë"]);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onChange).toHaveBeenCalledWith(["zoë"], "zoë");
    expect(onDone).toHaveBeenCalledOnce();
  });

  test("what cannot be picked says why, and is not", () => {
    const whyNot = "She is away.";
    const { onChange, onDone, field } = open({ options: [{ id: "zoë", label: "Zoë", whyNot }] });
    const option = screen.getByRole("option");
    expect(option.textContent).toBe("ZoëShe is away.");
    expect(option.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(option);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onChange).not.toHaveBeenCalled();
    expect(onDone).not.toHaveBeenCalled();
  });

  test("that is searched elsewhere shows what comes, and what is said of it", () => {
    const onSearch = vi.fn();
    const { field } = open({ onSearch, note: <p>Asking…</p> });
    fireEvent.change(field, { target: { value: " nobody " } });
    expect(onSearch).toHaveBeenCalledWith("nobody");
    expect(screen.getAllByRole("option").length).toBeGreaterThan(1);
    expect(screen.getByText("Asking…")).toBeDefined();
  });

  test("of several stays open, and a second choice takes one away", () => {
    const { onChange, onDone, field } = open({ multiple: true, selected: ["ada", "grace"] });
    fireEvent.keyDown(field, { key: "ArrowDown" });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onChange).toHaveBeenCalledWith(["ada"], "grace");
    expect(onDone).not.toHaveBeenCalled();
  });

  test("arrows go round, and say where one is", () => {
    const { field } = open();
    const named = () =>
      document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent;
    expect(named()).toBe("Ada");
    fireEvent.keyDown(field, { key: "ArrowUp" });
    expect(named()).toBe("Zoë");
    fireEvent.keyDown(field, { key: "ArrowDown" });
    expect(named()).toBe("Ada");
  });

  test("offers to make what is not there, and only that", () => {
    const onCreate = vi.fn();
    const { field } = open({ onCreate, multiple: true });
    fireEvent.change(field, { target: { value: "ada" } });
    expect(screen.getAllByRole("option")).toHaveLength(1);
    fireEvent.change(field, { target: { value: "Linus" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onCreate).toHaveBeenCalledWith("Linus");
  });
});

test("what begins with the words comes first", () => {
  const items = ["A board", "Board", "Keyboard"].map((label) => ({ label }));
  expect(matching(items, "boa").map(({ label }) => label)).toEqual([
    "Board",
    "A board",
    "Keyboard",
  ]);
});

describe("times", () => {
  const now = new Date(2026, 10, 22, 15, 0);
  test.each([
    [new Date(2026, 10, 22, 15, 0, 5), "just now"],
    [new Date(2026, 10, 22, 14, 55), "5 min ago"],
    [new Date(2026, 10, 22, 12, 0), "3 h ago"],
    [new Date(2026, 10, 22, 1, 0), "14 h ago"],
    [new Date(2026, 10, 21, 23, 0), "yesterday"],
    [new Date(2026, 10, 19, 23, 0), "3 days ago"],
    [new Date(2026, 2, 12), "12 Mar"],
    [new Date(2024, 2, 12), "12 Mar 2024"],
  ])("%s is %s", (date, text) => {
    expect(relativeTime(date, now)).toBe(text);
  });
});

test.each([
  ["Ada Lovelace", "AL"],
  ["ada", "A"],
  ["Jean-Luc Picard", "JP"],
  ["李 雷", "李雷"],
  ["  ", "?"],
])("%s is shown as %s", (name, letters) => expect(initials(name)).toBe(letters));

test("a person always has one hue, and people have all of them", () => {
  const hues = Array.from({ length: 400 }, (_, index) => hueOf(`01a200c7-5b74-7681-9386-${index}`));
  expect(hueOf("x")).toBe(hueOf("x"));
  expect(new Set(hues).size).toBe(8);
});
