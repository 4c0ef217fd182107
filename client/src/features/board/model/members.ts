/** The document without some of its members. */
export function without<T extends object, K extends keyof T & string>(
  document: T,
  ...names: readonly K[]
): Omit<T, K> {
  const gone: readonly string[] = names;
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => !gone.includes(name)),
  ) as Omit<T, K>;
}

/** The document with new values laid over it; null takes a member away. */
export function overlaid<T extends object>(document: T, fields: object): T {
  return Object.fromEntries(
    Object.entries({ ...document, ...fields }).filter(([, value]) => value !== null),
  ) as T;
}
