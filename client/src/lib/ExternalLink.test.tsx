import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { ExternalLink } from "./ExternalLink";
import { isWebAddress } from "./webAddress";

afterEach(cleanup);

test.each([
  ["https://github.com/acme/rocket/pull/12", true],
  ["http://git.local/x", true],
  ["HTTPS://GITHUB.COM", true],
  ["javascript:alert(1)", false],
  ["java\nscript:alert(1)", false],
  [" javascript:alert(1)", false],
  ["data:text/html,<b>", false],
  ["//github.com/x", false],
  ["/app/", false],
  ["https://", false],
  ["", false],
  [null, false],
  [undefined, false],
])("%j is a web address: %s", (text, is) => expect(isWebAddress(text)).toBe(is));

test("a link elsewhere says that it opens a tab, and tells nothing of where one was", () => {
  render(<ExternalLink href="https://github.com/acme">acme</ExternalLink>);
  const link = screen.getByRole("link", { name: "acme (opens in a new tab)" });
  expect(link.getAttribute("target")).toBe("_blank");
  expect(link.getAttribute("rel")).toBe("noopener noreferrer");
});

test("what is no web address is only a text", () => {
  render(<ExternalLink href="javascript:alert(1)">acme</ExternalLink>);
  expect(screen.getByText("acme").tagName).toBe("SPAN");
  expect(screen.queryByRole("link")).toBeNull();
});
