/** Lower case and without accents, so that `zoe` finds `Zoë`. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}

interface Named {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly keywords?: string | undefined;
}

/** What has all words of the query; those that begin with it come first, otherwise the order stays. */
export function matching<T extends Named>(items: readonly T[], query: string): readonly T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const found = items.filter((item) => {
    const text = fold([item.label, item.hint, item.keywords].filter(Boolean).join(" "));
    return words.every((word) => text.includes(word));
  });
  const begins = (item: T) => fold(item.label).startsWith(words[0] ?? "");
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}
