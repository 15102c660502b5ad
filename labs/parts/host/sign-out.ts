/** Signing out with care: what is unsent is sent, or sealed at once; then the server is told, now or as soon as it can be. */

import type { Ask } from "./ask.ts";
import type { Browser } from "./browser.ts";
import type { LeavingRow } from "./core/rows.ts";
import type { Outbox } from "./outbox.ts";
import type { Presence } from "./presence.ts";
import type { Store } from "./store/store.ts";
import type { Work } from "./work.ts";

export interface Leaving {
  readonly browser: Browser;
  readonly store: Store;
  readonly ask: Ask;
  readonly outbox: Outbox;
  readonly work: Work;
  readonly presence: Presence;
  wipe(): void;
  /** The other tabs of this browser show the same child. */
  tellTabs(): void;
}

/** A child waits at most so long for the last work to be sent; the rest is sealed. */
const PATIENCE = 4000;

/**
 * `to`: where to go on. `send` ends the session in place of our own request, where the server can be reached: a form of the page, whose
 * answer is the next page. False: the server was not reached, and the caller must not leave the page for the browser's own error.
 */
export async function signOut(leaving: Leaving, to: string, send: (() => void) | null): Promise<boolean> {
  const { browser, outbox, work, presence } = leaving;
  await presence.begin();
  if (presence.over) return true;
  if (presence.owner === null) {
    if (send === null) browser.go(to);
    else send();
    return true;
  }
  await work.commit();
  const late = new Promise<void>((done) => { browser.after(PATIENCE, done); });
  const sent = (presence.confirmed ? Promise.resolve(true) : presence.check()).then(() => outbox.flush());
  await Promise.race([sent, late]);
  if (presence.over) return true; // meanwhile it turned out that somebody else is here: the page reloads already
  const code = presence.owner ?? "?";
  outbox.close();
  leaving.wipe();
  // Sealed before anything else: whatever happens from here on, the next child cannot read it.
  await presence.seal([]);
  const reached = await tell(leaving, code, send !== null);
  if (send === null || !reached) browser.forgetHere();
  leaving.tellTabs();
  presence.close();
  if (!reached) return false;
  if (send === null) browser.go(to);
  else send();
  return true;
}

/** Tells the server, now or as soon as the network is back. Whether it answered at all. */
async function tell({ ask, store }: Leaving, code: string, byForm: boolean): Promise<boolean> {
  const known = !code.startsWith("?");
  // Somebody the server has not named: without the cookie `here` it ends that session by itself.
  const onlyAsks = byForm || !known;
  const reply = onlyAsks ? await ask("GET /me", {}, { timeout: 5000 }) : await ask("POST /sign-out", { person: code }, { timeout: 5000 });
  const reached = reply.ok || reply.status > 0;
  const heard = onlyAsks ? reached : reply.ok || reply.status === 401 || reply.status === 409;
  if (known && !heard) await store.change([], () => ({ put: [["leaving", { code } satisfies LeavingRow]], result: undefined }));
  return reached;
}
