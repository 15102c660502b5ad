/** One tab at a time sends. By the browser's own locks where it has them, else by a row with an end. */

import type { Browser } from "./browser.ts";
import type { SenderRow } from "./core/rows.ts";
import type { Store } from "./store/store.ts";

const NAME = "sender";
/** Longer than a request may take; renewed before each. */
const TURN = 30_000;

export interface Turn {
  /** Still ours? Asked before each request. */
  renew(): Promise<boolean>;
}

/** Does the work while no other tab of this browser does; "taken" when one does already. */
export async function inTurn(browser: Browser, store: Store, tab: string, work: (turn: Turn) => Promise<void>): Promise<"done" | "taken"> {
  if (browser.locks !== null) {
    return browser.locks.request(`homeroom-${NAME}`, { ifAvailable: true }, async (lock): Promise<"done" | "taken"> => {
      if (lock === null) return "taken";
      await work({ renew: () => Promise.resolve(true) });
      return "done";
    });
  }
  const take = (): Promise<boolean> => store.change([NAME], (rows) => {
    const now = browser.wall();
    const held = rows.get(NAME) as SenderRow | undefined;
    // An end further away than any turn lasts was written by a clock that has been set back since.
    const theirs = held !== undefined && held.tab !== tab && held.until > now && held.until <= now + TURN;
    return theirs ? { result: false } : { put: [[NAME, { tab, until: now + TURN } satisfies SenderRow]], result: true };
  });
  const stillOurs = async (): Promise<boolean> => {
    if (store.exclusive) return true;
    // localStorage lets two tabs write at once: the one that finds its own name a moment later has won.
    await new Promise<void>((done) => { browser.after(40, done); });
    return ((await store.read([NAME])).get(NAME) as SenderRow | undefined)?.tab === tab;
  };
  if (!(await take()) || !(await stillOurs())) return "taken";
  try {
    await work({ renew: take });
  } finally {
    await giveUpTurn(store, tab);
  }
  return "done";
}

/** The turn ends, also in the middle: the page is being left, and the next one must not wait for the end of the turn. */
export async function giveUpTurn(store: Store, tab: string): Promise<void> {
  await store.change([NAME], (rows) => {
    const held = rows.get(NAME) as SenderRow | undefined;
    return { drop: held?.tab === tab ? [NAME] : [], result: undefined };
  });
}
