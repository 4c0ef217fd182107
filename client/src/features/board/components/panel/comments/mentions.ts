/** Members that are named in a text: `[@Name](user:<id>)`. Pure functions. */

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Asked {
  /** Where the `@` stands. */
  readonly from: number;
  /** What was typed behind it. */
  readonly query: string;
}

/** Longer than this, nobody looks for a name any more. */
const MOST = 40;

/** The name that is being typed before the caret; undefined if none is. */
export function mentionAt(text: string, caret: number): Asked | undefined {
  const before = text.slice(Math.max(0, caret - MOST), caret);
  const found = /(?:^|[\s([{"'—–-])@([\p{L}\p{N}_.'-]*(?: [\p{L}\p{N}_.'-]+)?)$/u.exec(before);
  const query = found?.[1];
  return query === undefined ? undefined : { from: caret - query.length - 1, query };
}

/** The text with a member in place of what was typed, and where the caret goes. */
export function withMention(
  text: string,
  { from, query }: Asked,
  person: Named,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(from + 1 + query.length);
  const said = `${mention(person)}${/^\s/.test(after) ? "" : " "}`;
  const caret = from + said.length + (said.endsWith(" ") ? 0 : 1);
  return { text: text.slice(0, from) + said + after, caret };
}

/** Brackets would end the link. */
function mention({ id, name }: Named): string {
  return `[@${name.replaceAll(/[[\]\\]/g, "").trim()}](user:${id})`;
}
