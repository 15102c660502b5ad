/** Rows in localStorage, as JSON, for browsers without IndexedDB. Only names that begin with ours are ever touched. */

import { applied, type Rows } from "../core/rows.ts";
import type { Decision, Store } from "./store.ts";

const OURS = "homeroom/";

export class LocalStore implements Store {
  readonly exclusive = false;

  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** Whether it may be written at all (some browsers throw in private windows). */
  works(): boolean {
    try {
      this.storage.setItem(`${OURS}sender`, "null");
      this.storage.removeItem(`${OURS}sender`);
      return true;
    } catch {
      return false;
    }
  }

  read(prefixes: readonly string[]): Promise<Rows> {
    return Promise.resolve(this.rows(prefixes));
  }

  change<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T> {
    const before = this.rows(prefixes);
    const decision = decide(before);
    const named = [...(decision.drop ?? []), ...(decision.put ?? []).map(([name]) => name)];
    const undo = named.map((name) => [name, this.storage.getItem(OURS + name)] as const);
    try {
      for (const name of decision.drop ?? []) this.storage.removeItem(OURS + name);
      for (const [name, row] of decision.put ?? []) this.storage.setItem(OURS + name, JSON.stringify(row));
    } catch (error) {
      for (const [name] of undo) this.storage.removeItem(OURS + name);
      for (const [name, row] of undo) if (row !== null) this.storage.setItem(OURS + name, row);
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
    return Promise.resolve(decision.result);
  }

  close(): void { /* nothing is open */ }

  private rows(prefixes: readonly string[]): Rows {
    const rows = new Map<string, unknown>();
    for (let at = 0; at < this.storage.length; at += 1) {
      const key = this.storage.key(at);
      if (key === null || !key.startsWith(OURS)) continue;
      const name = key.slice(OURS.length);
      if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
      try {
        rows.set(name, JSON.parse(this.storage.getItem(key) ?? "null"));
      } catch {
        continue; // not written by us, or cut short: it cannot be sent and must not stop the rest
      }
    }
    return rows;
  }
}

/** Rows in this page only: for browsers that keep nothing at all. */
export class PageStore implements Store {
  readonly exclusive = true;
  private rows: Rows = new Map();

  read(prefixes: readonly string[]): Promise<Rows> {
    return Promise.resolve(this.under(prefixes));
  }

  change<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T> {
    try {
      const decision = decide(this.under(prefixes));
      this.rows = applied(this.rows, decision);
      return Promise.resolve(decision.result);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  close(): void { /* nothing is open */ }

  private under(prefixes: readonly string[]): Rows {
    return new Map([...this.rows].filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix))));
  }
}
