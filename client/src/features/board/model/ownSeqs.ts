/** Under which numbers of the log this tab's own operations stand: what undoing them names. */
import { correlationOf, type Operation } from "./operations";
import type { BoardEvent } from "./types";

const MOST_REMEMBERED = 1_000;

export class OwnSeqs {
  readonly #seqs = new Map<string, number>();

  /** The answer to an operation: its number is that of the last event of its change. */
  answered(operation: Operation, seq: number | null): void {
    if (seq !== null) this.#note(correlationOf(operation), seq);
  }

  happened(event: BoardEvent): void {
    if (event.correlation_id !== null) this.#note(event.correlation_id, event.seq);
  }

  /** Undefined if nothing is known of it yet, or it changed nothing. */
  of(operation: Pick<Operation, "id">): number | undefined {
    return this.#seqs.get(correlationOf(operation));
  }

  #note(correlation: string, seq: number): void {
    this.#seqs.set(correlation, seq);
    for (const oldest of this.#seqs.keys()) {
      if (this.#seqs.size <= MOST_REMEMBERED) break;
      this.#seqs.delete(oldest);
    }
  }
}
