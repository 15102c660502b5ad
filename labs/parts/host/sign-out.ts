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

export async function signOut(leaving: Leaving, to: string): Promise<void> {
  const { browser, store, ask, outbox, work, presence } = leaving;
  if (presence.over) return;
  if (presence.owner !== null) {
    await work.commit();
    const late = new Promise<void>((done) => { browser.after(PATIENCE, done); });
    const sent = (presence.confirmed ? Promise.resolve(true) : presence.check()).then(() => outbox.flush());
    await Promise.race([sent, late]);
    if (presence.over) return; // meanwhile it turned out that somebody else is here: the page reloads already
    const code = presence.owner ?? "?";
    outbox.close();
    leaving.wipe();
    // Sealed before anything else: whatever happens from here on, the next child cannot read it.
    await presence.seal([]);
    const known = !code.startsWith("?");
    const out = known ? await ask("POST /sign-out", { person: code }, { timeout: 5000 }) : null;
    const heard = out !== null && (out.ok || out.status === 401 || out.status === 409);
    if (!heard && known) await store.change([], () => ({ put: [["leaving", { code } satisfies LeavingRow]], result: undefined }));
    browser.forgetHere();
    leaving.tellTabs();
    presence.close();
  }
  browser.go(to);
}
