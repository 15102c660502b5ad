/** Where rows lie in a browser. One decision at a time: it sees the rows it names and writes all or nothing. */

import type { Change, Rows } from "../core/rows.ts";

export interface Decision<T> extends Change {
  readonly result: T;
}

export interface Store {
  /** The rows whose names begin with one of these. */
  read(prefixes: readonly string[]): Promise<Rows>;
  /** Reads, decides and writes without anybody in between, in any tab. `decide` is pure: it may be called twice. */
  change<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T>;
  /** Whether `change` really keeps other tabs out (localStorage nearly does). */
  readonly exclusive: boolean;
  close(): void;
}

export const isEmpty = (change: Change): boolean => (change.put?.length ?? 0) === 0 && (change.drop?.length ?? 0) === 0;
