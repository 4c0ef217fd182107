/** What a new label is offered: hues that lie apart, at a strength that suits both themes. */
export const LABEL_COLORS = [
  { name: "Red", color: "#e5484d" },
  { name: "Orange", color: "#e8751a" },
  { name: "Amber", color: "#d9a404" },
  { name: "Green", color: "#2f9e5b" },
  { name: "Teal", color: "#12a594" },
  { name: "Blue", color: "#2f7de1" },
  { name: "Indigo", color: "#5b5bd6" },
  { name: "Violet", color: "#8e4ec6" },
  { name: "Pink", color: "#d6409f" },
  { name: "Grey", color: "#7c7f88" },
] as const;

/** The colour that the fewest labels have; among equals the first. */
export function leastUsed(used: Iterable<string>): string {
  const count = new Map<string, number>(LABEL_COLORS.map(({ color }) => [color, 0]));
  for (const color of used) {
    const known = count.get(color.toLowerCase());
    if (known !== undefined) count.set(color.toLowerCase(), known + 1);
  }
  return [...count].reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}
