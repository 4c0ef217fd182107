import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  cleanup();
  vi.resetModules();
});

async function open() {
  const { Menu, MenuItem } = await import("./Menu");
  const chosen = vi.fn();
  render(
    <Menu trigger={<button type="button">More</button>}>
      <MenuItem onSelect={chosen}>Rename</MenuItem>
    </Menu>,
  );
  return chosen;
}

test("a press before the code of menus is there opens the menu once it is", async () => {
  const chosen = await open();
  const button = screen.getByRole("button", { name: "More" });
  expect(button.getAttribute("aria-haspopup")).toBe("menu");
  fireEvent.click(button);
  fireEvent.click(await screen.findByRole("menuitem", { name: "Rename" }));
  expect(chosen).toHaveBeenCalledOnce();
});

test("the focus stays on the button while the code comes", async () => {
  await open();
  const before = screen.getByRole("button", { name: "More" });
  before.focus();
  await vi.waitFor(() => expect(screen.getByRole("button").id).toMatch(/^radix-/));
  expect(document.activeElement).toBe(screen.getByRole("button"));
});

test("a finger's press stays one though the code comes before its click", async () => {
  await open();
  const before = screen.getByRole("button", { name: "More" });
  const { loadFloating } = await import("./floatingParts");
  fireEvent.pointerDown(before);
  await loadFloating();
  fireEvent.pointerUp(before);
  await new Promise((resolve) => setTimeout(resolve)); // touch: the click is another task
  expect(screen.getByRole("button")).toBe(before);
  fireEvent.click(before);
  expect(await screen.findByRole("menuitem", { name: "Rename" })).toBeTruthy();
});

test("a press that becomes no click does not keep a button from what it opens", async () => {
  await open();
  const before = screen.getByRole("button", { name: "More" });
  const { loadFloating } = await import("./floatingParts");
  fireEvent.pointerDown(before);
  await loadFloating();
  fireEvent.pointerCancel(before);
  await vi.waitFor(() => expect(screen.getByRole("button").id).toMatch(/^radix-/));
});

test("a press that ended and became no click does not keep it either", async () => {
  await open();
  const before = screen.getByRole("button", { name: "More" });
  const { loadFloating } = await import("./floatingParts");
  fireEvent.pointerDown(before);
  await loadFloating();
  fireEvent.pointerUp(before);
  expect(screen.getByRole("button")).toBe(before);
  await vi.waitFor(() => expect(screen.getByRole("button").id).toMatch(/^radix-/));
});

test("what became of one press does not end the next", async () => {
  await open();
  const before = screen.getByRole("button", { name: "More" });
  const { loadFloating } = await import("./floatingParts");
  fireEvent.pointerDown(before);
  fireEvent.pointerUp(before);
  fireEvent.pointerUp(before); // a second finger
  await new Promise((resolve) => setTimeout(resolve, 300));
  fireEvent.pointerDown(before);
  await loadFloating();
  await new Promise((resolve) => setTimeout(resolve, 300)); // the first is over by now
  expect(screen.getByRole("button")).toBe(before);
  fireEvent.pointerUp(before);
  fireEvent.click(before);
  expect(await screen.findByRole("menuitem", { name: "Rename" })).toBeTruthy();
});
