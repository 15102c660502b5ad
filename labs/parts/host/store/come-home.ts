/** Rows that a page left in localStorage, because IndexedDB was too slow or the page was left while it wrote, are fetched by the next. */

import type { Browser } from "../browser.ts";
import { gather } from "../core/gather.ts";
import type { Change, Rows } from "../core/rows.ts";
import type { Store } from "./store.ts";

/** `store` is where rows belong, `other` is localStorage; where localStorage is all there is, nothing moves. Never rejects. */
export async function comeHome(store: Store, other: Store | null): Promise<void> {
  if (other === null || !store.exclusive) return;
  try {
    const left = await other.read([""]);
    if (left.size === 0) return;
    await store.change([""], (rows) => ({ ...gather(rows, left), result: undefined }));
    await dropKept(other, [...left]);
  } catch { /* they stay where they are until the next page */ }
}

/** The store of this browser, with everything in it that a page left elsewhere. */
export async function openAtHome(browser: Pick<Browser, "openStore" | "atOnce">): Promise<Store> {
  const store = await browser.openStore();
  await comeHome(store, browser.atOnce());
  return store;
}

/** These rows go, unless another page has put something else in their place meanwhile. Never rejects. */
export async function dropKept(other: Store | null, kept: NonNullable<Change["put"]>): Promise<void> {
  const same = (rows: Rows): string[] => kept.filter(([name, row]) => JSON.stringify(rows.get(name)) === JSON.stringify(row)).map(([name]) => name);
  await other?.change([""], (rows) => ({ drop: same(rows), result: undefined })).catch(() => undefined);
}
