import { beforeEach, describe, expect, test } from "vitest";

import { cleanKey, freeKey, suggestedKey } from "./boardKey";
import { byRecency, readRecent, rememberBoard } from "./recent";
import { keepSketch, readSketches, scaled } from "./sketches";

beforeEach(() => localStorage.clear());

describe("board keys", () => {
  test.each([
    ["Engineering", "ENGI"],
    ["Platform engineering", "PE"],
    ["a b c d e f", "ABCD"],
    ["Ünïcode", "UNIC"],
    ["2024", ""],
    ["日本", ""],
  ])("%s suggests %j", (name, key) => expect(suggestedKey(name)).toBe(key));

  test("what is taken gets a number", () => {
    expect(freeKey("Engineering", new Set(["ENGI", "ENGI2"]))).toBe("ENGI3");
  });

  test.each([
    ["eng", "ENG"],
    ["1e n-g!", "ENG"],
    ["abcdefghijklm", "ABCDEFGHIJ"],
  ])("typing %s gives %s", (typed, key) => expect(cleanKey(typed)).toBe(key));
});

describe("what was opened last", () => {
  test("comes first; what was never opened keeps its order", () => {
    rememberBoard("b", "w", new Date("2026-01-01"));
    rememberBoard("c", "w", new Date("2026-01-02"));
    const boards = ["a", "b", "c", "d"].map((id) => ({ id }));
    expect(byRecency(boards, readRecent()).map(({ id }) => id)).toEqual(["c", "b", "a", "d"]);
    expect(readRecent().workspace).toBe("w");
  });

  test.each(["null", "7", "[]", "{", '{"boards":{"a":5}}', '{"boards":null}'])(
    "a storage that holds %s is an empty one",
    (kept) => {
      localStorage.setItem("trivet.recent", kept);
      expect(readRecent().boards).toEqual({});
    },
  );
});

describe("sketches", () => {
  test("the last ones are kept, the oldest go", () => {
    for (let board = 0; board < 70; board++) keepSketch(`b${board}`, { columns: [] });
    const kept = readSketches();
    expect(kept.size).toBe(60);
    expect(kept.has("b69")).toBe(true);
    expect(kept.has("b9")).toBe(false);
  });

  test("of a broken storage nothing is taken", () => {
    localStorage.setItem("trivet.sketches", '[["a",{"columns":[{"cards":"x"}]}],["b"],7]');
    expect(readSketches().size).toBe(0);
  });

  test("full columns are scaled, and a single card never vanishes", () => {
    const columns = [4000, 1, 0].map((cards) => ({ cards, category: "started" }));
    expect(scaled(columns, 8)).toEqual([8, 1, 0]);
    expect(scaled(columns.slice(1), 8)).toEqual([1, 0]);
  });
});
