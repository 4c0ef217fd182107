import { describe, expect, test } from "vitest";
import { edgeSpeed, landingIndex, landingLine, nearest } from "./geometry";

const items = [
  { start: 0, size: 40 },
  { start: 48, size: 100 },
  { start: 156, size: 40 },
];

describe("where a card lands", () => {
  test.each([
    [-50, 0],
    [19, 0],
    [21, 1],
    [97, 1],
    [99, 2],
    [177, 3],
    [9999, 3],
  ])("let go at %i lands at index %i", (y, index) => {
    expect(landingIndex(items, y)).toBe(index);
  });

  test("an empty column takes it at its start", () => {
    expect(landingIndex([], 300)).toBe(0);
    expect(landingLine([], 0, 8)).toBe(4);
  });

  test("the line lies in the middle of the gap", () => {
    expect(landingLine(items, 1, 8)).toBe(44);
    expect(landingLine(items, 3, 8)).toBe(200);
  });
});

describe("scrolling at the edges", () => {
  test("rests in the middle", () => {
    expect(edgeSpeed(300, 0, 600)).toBe(0);
  });

  test("goes faster the nearer the edge, and stays bounded beyond it", () => {
    const slow = edgeSpeed(570, 0, 600);
    const fast = edgeSpeed(595, 0, 600);
    expect(slow).toBeGreaterThan(0);
    expect(fast).toBeGreaterThan(slow);
    expect(edgeSpeed(5000, 0, 600)).toBe(edgeSpeed(600, 0, 600));
    expect(edgeSpeed(5, 0, 600)).toBeLessThan(0);
  });
});

test("the nearest column is the one under the pointer, or beside it", () => {
  const columns = [
    { id: "a", start: 0, size: 100 },
    { id: "b", start: 112, size: 100 },
  ];
  expect(nearest(columns, 50)?.id).toBe("a");
  expect(nearest(columns, 108)?.id).toBe("b");
  expect(nearest(columns, 4000)?.id).toBe("b");
  expect(nearest([], 1)).toBeUndefined();
});
