/** What waits on this device, for pages without a level: asked of what lies there, and of no server. */

import type { Browser } from "./browser.ts";
import { under, type Rows, type VisitorRow } from "./core/rows.ts";
import { openAtHome } from "./store/come-home.ts";

/** Whether a pupil made something here that has not arrived: it is sealed when they leave. */
export async function hasUnsentWork(browser: Browser): Promise<boolean> {
  return (await look(browser, ["attempt/", "draft/"])).size > 0;
}

/** Whether a visitor ran something here that nobody has claimed. */
export async function hasUnclaimedWork(browser: Browser): Promise<boolean> {
  const rows = await look(browser, ["visitor/"]);
  return under<VisitorRow>(rows, "visitor/").some(([, row]) => row.claimedBy === null && row.best !== null);
}

async function look(browser: Browser, prefixes: readonly string[]): Promise<Rows> {
  const store = await openAtHome(browser);
  try {
    return await store.read(prefixes);
  } finally {
    store.close();
  }
}
