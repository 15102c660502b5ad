/** A store that never loses a row to a full disk: what cannot be written stays in this page, and is written when there is room again. */

import { applied, together, type Change, type Rows } from "../core/rows.ts";
import { isEmpty, type Decision, type Store } from "./store.ts";

export class SturdyStore implements Store {
  /** Changes this page made that the store would not take, as one. */
  private held: Change = {};
  private line: Promise<unknown> = Promise.resolve();

  private readonly inner: Store;
  private readonly onFull: (full: boolean) => void;

  constructor(inner: Store, onFull: (full: boolean) => void) {
    this.inner = inner;
    this.onFull = onFull;
  }

  get exclusive(): boolean {
    return this.inner.exclusive;
  }

  /** Whether rows live in this page only. */
  get full(): boolean {
    return !isEmpty(this.held);
  }

  async read(prefixes: readonly string[]): Promise<Rows> {
    let rows: Rows = new Map();
    try {
      rows = await this.inner.read(prefixes);
    } catch (error) {
      this.hold({}, error);
    }
    return applied(rows, this.heldUnder(prefixes));
  }

  change<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T> {
    // One after the other: what one change could not write, the next one must see.
    const turn = this.line.then(() => this.changeNow(prefixes, decide));
    this.line = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.inner.close();
  }

  private async changeNow<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T> {
    try {
      const result = await this.inner.change(prefixes, (rows) => {
        const decision = decide(applied(rows, this.heldUnder(prefixes)));
        return { ...together(this.held, decision), result: decision.result };
      });
      this.release();
      return result;
    } catch (error) {
      return this.changeInPage(prefixes, decide, error);
    }
  }

  private async changeInPage<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>, error: unknown): Promise<T> {
    const decision = decide(await this.read(prefixes));
    this.hold(decision, error);
    const drop = decision.drop ?? [];
    // Dropping makes room, and what is dropped must not come back after a reload.
    if (drop.length > 0) {
      try {
        await this.inner.change([], () => ({ drop, result: undefined }));
      } catch {
        return decision.result; // still held; tried again with the next change
      }
    }
    return decision.result;
  }

  private hold(change: Change, error: unknown): void {
    if (!(error instanceof Error) && !(error instanceof DOMException)) throw error;
    this.held = together(this.held, change);
    if (this.full) this.onFull(true);
  }

  private release(): void {
    if (!this.full) return;
    this.held = {};
    this.onFull(false);
  }

  private heldUnder(prefixes: readonly string[]): Change {
    const ours = (name: string): boolean => prefixes.some((prefix) => name.startsWith(prefix));
    return { put: (this.held.put ?? []).filter(([name]) => ours(name)), drop: (this.held.drop ?? []).filter(ours) };
  }
}
