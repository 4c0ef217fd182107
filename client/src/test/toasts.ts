import { fireEvent, screen } from "@testing-library/react";

/** Puts all notices away: they outlive the page of a test. */
export function dismissAllToasts(): void {
  for (const button of screen.queryAllByRole("button", { name: "Dismiss" }))
    fireEvent.click(button);
}
