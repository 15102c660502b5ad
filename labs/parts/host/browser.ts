/** What the host uses of a browser, named; the only place that touches its globals. Tests hand in another one. */

import type { Clocks } from "./core/clock.ts";
import { IndexedDbStore } from "./store/indexed-db.ts";
import { LocalStore, PageStore } from "./store/local-storage.ts";
import type { Store } from "./store/store.ts";

/** shown/hidden: the tab; returned: from the back-forward cache; leaving: for good or into that cache. */
export type Moment = "online" | "shown" | "hidden" | "returned" | "leaving";

/** News between the tabs of one browser. */
export interface Channel {
  tell(news: string): void;
  listen(heard: (news: string) => void): void;
  close(): void;
}

export interface Browser extends Clocks {
  readonly fetch: typeof fetch;
  openStore(): Promise<Store>;
  /** A place whose `change` has written before it returns, for the moment a page is left; null: there is none. */
  atOnce(): Store | null;
  /** The cookie `here`, or null. */
  here(): string | null;
  forgetHere(): void;
  random(bytes: number): Uint8Array;
  visible(): boolean;
  on(moment: Moment, then: () => void): () => void;
  /** Only on HTTPS and localhost. */
  readonly locks: LockManager | null;
  channel(): Channel | null;
  after(milliseconds: number, then: () => void): () => void;
  reload(): void;
  go(address: string): void;
  /** Says in place of the page that one is signed out here and the server cannot be reached; the way on is `address`. */
  stay(address: string): void;
}

export function thisBrowser(): Browser {
  return {
    fetch: (input, init) => fetch(input, init),
    openStore,
    atOnce,
    here: () => /(?:^|;\s*)here=([A-Za-z0-9_-]+)/.exec(document.cookie)?.[1] ?? null,
    forgetHere: () => { document.cookie = "here=; Path=/; Max-Age=0; SameSite=Lax"; },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    visible: () => document.visibilityState === "visible",
    on,
    locks: (navigator as { locks?: LockManager }).locks ?? null,
    channel,
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds);
      return () => { clearTimeout(timer); };
    },
    wall: () => Date.now(),
    steady: () => performance.now(),
    reload: () => { location.reload(); },
    go: (address) => { location.assign(address); },
    stay,
  };
}

async function openStore(): Promise<Store> {
  try {
    const store = new IndexedDbStore(indexedDB, IDBKeyRange);
    if (await store.works()) return store;
  } catch { /* even naming it may be forbidden */ }
  try {
    const store = new LocalStore(localStorage);
    if (store.works()) return store;
  } catch { /* the same */ }
  return new PageStore();
}

function atOnce(): Store | null {
  try {
    return new LocalStore(localStorage);
  } catch {
    return null;
  }
}

function on(moment: Moment, then: () => void): () => void {
  const listen = (target: EventTarget, event: string, heard: (event: Event) => void): (() => void) => {
    target.addEventListener(event, heard);
    return () => { target.removeEventListener(event, heard); };
  };
  switch (moment) {
    case "online":
      return listen(window, "online", then);
    case "shown":
      return listen(document, "visibilitychange", () => { if (document.visibilityState === "visible") then(); });
    case "hidden":
      return listen(document, "visibilitychange", () => { if (document.visibilityState === "hidden") then(); });
    case "returned":
      return listen(window, "pageshow", (event) => { if ((event as PageTransitionEvent).persisted) then(); });
    case "leaving":
      return listen(window, "pagehide", then);
  }
}

/** The words stand in the page (kit/farewell.html): without network nothing can be fetched. */
function stay(address: string): void {
  const words = document.querySelector<HTMLTemplateElement>("template[data-farewell]");
  if (words === null) return;
  document.body.replaceChildren(words.content.cloneNode(true));
  const way = document.body.querySelector("a");
  way?.setAttribute("href", address);
  way?.addEventListener("click", (event) => {
    // Not before the server can be reached: else the browser's own error would stand here.
    event.preventDefault();
    fetch(address, { cache: "no-store" }).then(() => { location.assign(address); }, () => undefined);
  });
  document.title = document.body.querySelector("h1")?.textContent ?? document.title;
  document.body.querySelector<HTMLElement>("main")?.focus();
}

function channel(): Channel | null {
  if (typeof BroadcastChannel === "undefined") return null;
  const open = new BroadcastChannel("homeroom");
  return {
    tell: (news) => { open.postMessage(news); },
    listen: (heard) => { open.onmessage = (event: MessageEvent<unknown>) => { heard(String(event.data)); }; },
    close: () => { open.close(); },
  };
}
