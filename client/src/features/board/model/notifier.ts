/** Tells listeners of changes: of our own at once, of others' at most every 32 ms. */
const PAUSE_MS = 32;

export class Notifier {
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = 0;

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = Date.now();
    for (const listener of [...this.#listeners]) listener();
  }

  /** Now, or when the pause since the last time is over. */
  soon(): void {
    const left = this.#told + PAUSE_MS - Date.now();
    if (left <= 0 || left > PAUSE_MS)
      this.now(); // the clock may have been set back
    else this.#timer ??= setTimeout(() => this.now(), left);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
