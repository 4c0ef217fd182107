import { describe, expect, test } from "vitest";

import { safeBack } from "./back";

describe("the way back after signing in", () => {
  test.each(["/app/b/1", "/app/b/1/c/ENG-4?q=x", "/app/settings"])(
    "leads to our page %s",
    (back) => {
      expect(safeBack(back)).toBe(back);
    },
  );

  test.each([
    "https://elsewhere.example/app/b/1",
    "//elsewhere.example/app/",
    "/\\elsewhere.example",
    "/app/../auth/logout",
    "/app//../../x",
    "/application",
    "/app/sign-in?back=/app/b/1",
    "/app/",
    "javascript:alert(1)",
    7,
    undefined,
  ])("leads nowhere else: %s", (back) => {
    expect(safeBack(back)).toBeUndefined();
  });
});
