import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { ShownOnceDialog } from "./ShownOnceDialog";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(writeText: (text: string) => Promise<void>) {
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  const onClose = vi.fn();
  render(
    <ShownOnceDialog
      title="Hand on the links"
      description="Shown this once."
      values={[
        { label: "ada@example.com", value: "tri_1", what: "link of Ada" },
        { label: "ben@example.com", value: "tri_2", what: "link of Ben" },
      ]}
      onClose={onClose}
    />,
  );
  return onClose;
}

const button = (name: string) => screen.getByRole("button", { name });

test("is closed by its button alone", () => {
  const onClose = open(() => Promise.resolve());
  const dialog = screen.getByRole("dialog");
  expect(fireEvent.keyDown(dialog, { key: "Escape" })).toBe(false);
  expect(fireEvent(dialog, new Event("cancel", { cancelable: true }))).toBe(false);
  fireEvent.pointerDown(dialog);
  fireEvent.click(dialog);
  expect(screen.queryByRole("button", { name: "Close" })).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(button("Done"));
  expect(onClose).toHaveBeenCalledOnce();
});

test("leads from one to the next as they are copied, and then to the end", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  open(writeText);
  await waitFor(() => expect(document.activeElement).toBe(button("Copy the link of Ada")));
  fireEvent.click(button("Copy the link of Ada"));
  await waitFor(() => expect(document.activeElement).toBe(button("Copy the link of Ben")));
  fireEvent.click(button("Copy the link of Ben"));
  await waitFor(() => expect(document.activeElement).toBe(button("Done")));
  expect(writeText.mock.calls).toEqual([["tri_1"], ["tri_2"]]);
});

test("stays where the browser does not copy", async () => {
  const writeText = vi.fn(() => Promise.reject(new Error("No.")));
  open(writeText);
  fireEvent.click(button("Copy the link of Ada"));
  await waitFor(() => expect(writeText).toHaveBeenCalled());
  await waitFor(() => expect(document.activeElement).toBe(button("Copy the link of Ada")));
});
