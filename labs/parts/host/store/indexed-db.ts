/** Rows in IndexedDB. The database is made when there is something to keep, so a visitor who only looks leaves nothing behind. */

import type { Rows } from "../core/rows.ts";
import { isEmpty, type Decision, type Store } from "./store.ts";

const DATABASE = "homeroom";
const TABLE = "kept";
/** Some browsers never answer `open` (private windows, a broken profile). */
const PATIENCE = 3000;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => { done(request.result); };
    request.onerror = () => { fail(request.error ?? new Error("IndexedDB")); };
  });

export class IndexedDbStore implements Store {
  readonly exclusive = true;
  private opening: Promise<IDBDatabase | null> | null = null;

  private readonly factory: IDBFactory;
  private readonly ranges: typeof IDBKeyRange;

  constructor(factory: IDBFactory, ranges: typeof IDBKeyRange) {
    this.factory = factory;
    this.ranges = ranges;
  }

  /** Whether this browser lets us use it at all. */
  async works(): Promise<boolean> {
    try {
      await this.database(false);
      return true;
    } catch {
      return false;
    }
  }

  async read(prefixes: readonly string[]): Promise<Rows> {
    const database = await this.database(false);
    if (database === null) return new Map();
    return this.rows(database.transaction(TABLE, "readonly").objectStore(TABLE), prefixes);
  }

  async change<T>(prefixes: readonly string[], decide: (rows: Rows) => Decision<T>): Promise<T> {
    if ((await this.database(false)) === null) {
      const nothing = decide(new Map());
      if (isEmpty(nothing)) return nothing.result;
    }
    const database = await this.database(true);
    if (database === null) throw new Error("IndexedDB did not open");
    const transaction = database.transaction(TABLE, "readwrite", { durability: "strict" });
    const ended = new Promise<void>((done, fail) => {
      transaction.oncomplete = () => { done(); };
      transaction.onabort = () => { fail(transaction.error ?? new DOMException("aborted", "AbortError")); };
    });
    ended.catch(() => undefined);
    try {
      const table = transaction.objectStore(TABLE);
      const decision = decide(await this.rows(table, prefixes));
      for (const name of decision.drop ?? []) table.delete(name);
      for (const [name, row] of decision.put ?? []) table.put(row, name);
      await ended;
      return decision.result;
    } catch (error) {
      try { transaction.abort(); } catch { /* it has ended by itself */ }
      throw error;
    }
  }

  close(): void {
    void this.opening?.then((database) => { database?.close(); }, () => undefined);
    this.opening = null;
  }

  private async rows(table: IDBObjectStore, prefixes: readonly string[]): Promise<Rows> {
    const rows = new Map<string, unknown>();
    const found = await Promise.all(prefixes.map((prefix) => {
      const range = this.ranges.bound(prefix, prefix + "\uffff");
      return Promise.all([answer(table.getAllKeys(range)), answer(table.getAll(range))]);
    }));
    for (const [names, values] of found) names.forEach((name, at) => rows.set(String(name), values[at]));
    return rows;
  }

  /** `make: false` finds the database or null, and does not make one. */
  private async database(make: boolean): Promise<IDBDatabase | null> {
    const found = await (this.opening ??= this.open(make));
    if (found !== null || !make) {
      if (found === null) this.opening = null;
      return found;
    }
    return (this.opening = this.open(true));
  }

  private open(make: boolean): Promise<IDBDatabase | null> {
    const opening = new Promise<IDBDatabase | null>((done, fail) => {
      const request = this.factory.open(DATABASE, 1);
      let unwanted = false;
      const late = setTimeout(() => { fail(new Error("IndexedDB does not answer")); }, PATIENCE);
      request.onupgradeneeded = () => {
        if (make) request.result.createObjectStore(TABLE);
        else {
          unwanted = true;
          request.transaction?.abort();
        }
      };
      request.onsuccess = () => {
        clearTimeout(late);
        const database = request.result;
        // Another tab or the browser's "clear site data" wants it: give way and open it again at the next use.
        const gone = (): void => { this.opening = null; };
        database.onversionchange = () => { database.close(); gone(); };
        database.onclose = gone;
        done(database);
      };
      request.onerror = () => {
        clearTimeout(late);
        if (unwanted) done(null);
        else fail(request.error ?? new Error("IndexedDB"));
      };
    });
    opening.catch(() => { this.opening = null; });
    return opening;
  }
}
