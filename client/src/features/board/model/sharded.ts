/**
 * A map of which a changed copy costs microseconds, also with 5,000 entries.
 *
 * Entries lie in shards by the end of their key, which is random in a UUID; a copy shares all
 * shards but one. Iteration is in no particular order.
 */
const SHARDS = 128;

type Shard<V> = ReadonlyMap<string, V>;

function shardOf(key: string): number {
  const end = key.length;
  const hash =
    key.charCodeAt(end - 1) * 31 + key.charCodeAt(end - 2) * 7 + key.charCodeAt(end - 3) * 57;
  return hash % SHARDS || 0;
}

export class ShardedMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  readonly #shards: readonly (Shard<V> | undefined)[];

  private constructor(shards: readonly (Shard<V> | undefined)[], size: number) {
    this.#shards = shards;
    this.size = size;
  }

  /** The same entries; a map that is sharded already is returned as it is. */
  static from<V>(entries: Iterable<readonly [string, V]>): ShardedMap<V> {
    if (entries instanceof ShardedMap) return entries as ShardedMap<V>;
    const shards: (Map<string, V> | undefined)[] = new Array(SHARDS).fill(undefined);
    let size = 0;
    for (const [key, value] of entries) {
      const shard = (shards[shardOf(key)] ??= new Map());
      if (!shard.has(key)) size += 1;
      shard.set(key, value);
    }
    return new ShardedMap(shards, size);
  }

  /** A copy in which `key` has this value. */
  with(key: string, value: V): ShardedMap<V> {
    const old = this.#shards[shardOf(key)];
    return this.#replaced(key, new Map(old).set(key, value));
  }

  /** A copy without `key`; this map itself if it was not there. */
  without(key: string): ShardedMap<V> {
    const old = this.#shards[shardOf(key)];
    if (!old?.has(key)) return this;
    const shard = new Map(old);
    shard.delete(key);
    return this.#replaced(key, shard);
  }

  #replaced(key: string, shard: Shard<V>): ShardedMap<V> {
    const index = shardOf(key);
    const shards = this.#shards.slice();
    const before = shards[index]?.size ?? 0;
    shards[index] = shard;
    return new ShardedMap(shards, this.size - before + shard.size);
  }

  get(key: string): V | undefined {
    return this.#shards[shardOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.#shards[shardOf(key)]?.has(key) ?? false;
  }

  forEach(
    callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void,
    thisArg?: unknown,
  ): void {
    for (const [key, value] of this) callback.call(thisArg, value, key, this);
  }

  *entries(): Generator<[string, V], undefined, unknown> {
    for (const shard of this.#shards) if (shard) yield* shard.entries();
    return undefined;
  }

  *keys(): Generator<string, undefined, unknown> {
    for (const [key] of this) yield key;
    return undefined;
  }

  *values(): Generator<V, undefined, unknown> {
    for (const [, value] of this) yield value;
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, V], undefined, unknown> {
    return this.entries();
  }
}
