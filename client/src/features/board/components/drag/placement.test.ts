import { describe, expect, test } from "vitest";
import { placementAt, staysPut } from "./placement";

describe("the intent of a landing", () => {
  test("names the card above, where there is one", () => {
    expect(placementAt(["a", "b", "c"], 2)).toEqual({ after: "b" });
    expect(placementAt(["a", "b", "c"], 3)).toEqual({ after: "c" });
  });

  test("names the card below at the top", () => {
    expect(placementAt(["a", "b"], 0)).toEqual({ before: "a" });
  });

  test("is the end of a column where nothing is shown", () => {
    expect(placementAt([], 0)).toBe("end");
  });
});

describe("a card let go where it was", () => {
  test("stays put", () => {
    expect(staysPut(["a", "b", "c"], new Set(["b"]), 1)).toBe(true);
    expect(staysPut(["a", "b", "c"], new Set(["b"]), 0)).toBe(false);
    expect(staysPut(["a", "b", "c"], new Set(["b"]), 2)).toBe(false);
  });

  test("several that lie apart are drawn together, which is a move", () => {
    expect(staysPut(["a", "b", "c"], new Set(["a", "c"]), 0)).toBe(false);
    expect(staysPut(["a", "b", "c"], new Set(["b", "c"]), 1)).toBe(true);
  });

  test("coming from another column is a move", () => {
    expect(staysPut(["a", "b"], new Set(["z"]), 1)).toBe(false);
  });
});
