/**
 * What somebody types, kept in this browser until it is sent: a reload, a crash or a lost
 * connection takes nothing of it. Keys are like `card:<id>:title`.
 */
const PREFIX = "trivet.draft.";
const OWNER = "trivet.drafts-of";
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;
/** More characters than this are not kept in one draft, nor in all of them together. */
const MAX_TEXT = 100_000;
const MAX_TOTAL = 1_000_000;

interface Kept {
  readonly text: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The version of the card that the person saw when they began. */
  readonly base_version?: number;
}

export interface Draft {
  /** The text; undefined if there is none. */
  get(): string | undefined;
  /** The version of the card that it was begun on, if that was said. */
  baseVersion(): number | undefined;
  /**
   * Keep the text.
   *
   * @returns false if there is no room for it; what was kept before is dropped then.
   */
  set(text: string, baseVersion?: number): boolean;
  clear(): void;
}

/** The draft with this key. */
export function draft(key: string, storage: Storage = localStorage): Draft {
  const name = PREFIX + key;
  return {
    get: () => read(storage, name)?.text,
    baseVersion: () => read(storage, name)?.base_version,
    set: (text, baseVersion) => write(storage, name, text, baseVersion),
    clear: () => storage.removeItem(name),
  };
}

/**
 * Say who writes in this browser now. What somebody else left here is forgotten: it is not for
 * others to read.
 */
export function claimDrafts(userId: string, storage: Storage = localStorage): void {
  if (storage.getItem(OWNER) === userId) return forgetOldDrafts(storage);
  forgetDrafts(storage);
  try {
    storage.setItem(OWNER, userId);
  } catch {
    storage.removeItem(OWNER); // no room: they are forgotten the next time
  }
}

/** Forget drafts that are older than 30 days. */
export function forgetOldDrafts(storage: Storage = localStorage): void {
  for (const name of names(storage)) if (!read(storage, name)) storage.removeItem(name);
}

/** Forget all drafts: for when somebody signs out of this browser. */
export function forgetDrafts(storage: Storage = localStorage): void {
  for (const name of names(storage)) storage.removeItem(name);
}

function read(storage: Storage, name: string): Kept | undefined {
  const kept = parsed(storage.getItem(name));
  return kept && Date.now() - kept.at < MAX_AGE_MS ? kept : undefined;
}

function parsed(text: string | null): Kept | undefined {
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    const whole = typeof kept?.text === "string" && typeof kept.at === "number";
    return whole ? (kept as Kept) : undefined;
  } catch {
    return undefined; // not ours
  }
}

function write(storage: Storage, name: string, text: string, baseVersion?: number): boolean {
  storage.removeItem(name);
  if (text.length > MAX_TEXT) return false;
  makeRoom(storage, text.length);
  const version = baseVersion === undefined ? {} : { base_version: baseVersion };
  const kept: Kept = { text, at: Date.now(), ...version };
  try {
    storage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false; // the browser's quota: other things of this origin fill it
  }
}

/** Drop the oldest drafts until the new one fits in with the others. */
function makeRoom(storage: Storage, length: number): void {
  const all = names(storage)
    .map((name) => ({ name, kept: read(storage, name) }))
    .sort((a, b) => (a.kept?.at ?? 0) - (b.kept?.at ?? 0));
  let total = length + all.reduce((sum, one) => sum + (one.kept?.text.length ?? 0), 0);
  for (const { name, kept } of all) {
    if (kept && total <= MAX_TOTAL) break;
    storage.removeItem(name);
    total -= kept?.text.length ?? 0;
  }
}

function names(storage: Storage): readonly string[] {
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return all.filter((name) => name !== null).filter((name) => name.startsWith(PREFIX));
}
