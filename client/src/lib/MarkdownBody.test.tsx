import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import MarkdownBody from "./MarkdownBody";

afterEach(cleanup);

test("HTML that somebody writes is text", () => {
  const text =
    'Before <script>alert(1)</script> <img src=x onerror="alert(1)"> <iframe src="//a.example">\n\n' +
    "<svg onload=alert(1)>\n\n<style>* { display: none }</style>";
  const { container } = render(<MarkdownBody text={text} />);
  expect(container.querySelector("script, img, iframe, svg, style")).toBeNull();
  expect(container.textContent).toContain("<script>");
  expect(container.textContent).toContain("onload=alert(1)");
});

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#x0A;script:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "![x](javascript:alert(1))",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
])("%s leads nowhere", (text) => {
  const { container } = render(<MarkdownBody text={text} />);
  for (const link of container.querySelectorAll("a")) {
    expect(link.getAttribute("href") ?? "").toBe("");
  }
});

test("a link opens a tab of its own, which learns nothing of where one was", () => {
  render(<MarkdownBody text="[there](https://a.example/x)" />);
  const link = screen.getByRole("link", { name: "there" });
  expect(link.getAttribute("target")).toBe("_blank");
  expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
});

test("a picture is not loaded: it is a link to it", () => {
  const { container } = render(<MarkdownBody text="![a cat](https://a.example/cat.png)" />);
  expect(container.querySelector("img")).toBeNull();
  expect(screen.getByRole("link", { name: "a cat" })).toBeDefined();
});
