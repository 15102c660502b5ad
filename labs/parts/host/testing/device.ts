/** A device with one browser: cookies, storage and tabs, in Node, on a clock that runs fast. For tests. */

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { Browser, Channel, Moment } from "../browser.ts";
import { hostIn } from "../create.ts";
import type { Host } from "../host.ts";
import { IndexedDbStore } from "../store/indexed-db.ts";
import { LocalStore } from "../store/local-storage.ts";
import type { Store } from "../store/store.ts";
import { Letters } from "./letters.ts";
import type { School } from "./school.ts";

/** So many milliseconds pass in one real one: a wait of a minute lasts two seconds. */
const SPEED = 30;
const began = performance.now();
export const virtualNow = (): number => Math.round(1_795_000_000_000 + (performance.now() - began) * SPEED);

export interface DeviceOptions {
  /** This device's clock is wrong by so much. */
  readonly skew?: number;
  readonly locks?: boolean;
  readonly localStorage?: Storage;
}

export class Device {
  session = "";
  here: string | null = null;
  offline = false;
  /** How many more writes the disk takes. */
  room = Infinity;
  /** The disk is so busy that what is written now is not written before the page is gone. */
  busy = false;
  skew: number;
  readonly tabs: Tab[] = [];
  readonly database = new IDBFactory();
  /** localStorage, where IndexedDB is what rows are kept in. */
  readonly beside = new Letters();
  readonly name = `device-${Math.random().toString(36).slice(2)}`;
  readonly school: School;
  readonly origin: string;
  readonly options: DeviceOptions;

  constructor(school: School, origin: string, options: DeviceOptions = {}) {
    this.school = school;
    this.origin = origin;
    this.options = options;
    this.skew = options.skew ?? 0;
  }

  signIn(person: string): void {
    this.session = this.school.signIn(person);
    this.here = `h${Math.random().toString(36).slice(2)}`;
  }

  /** null: a page without a level. */
  tab(level: string | null = "level-1"): Tab {
    const tab = new Tab(this, level);
    this.tabs.push(tab);
    return tab;
  }

  store(): Store {
    return this.options.localStorage === undefined ? new IndexedDbStore(this.database, IDBKeyRange) : new LocalStore(this.options.localStorage);
  }

  /** Everything that lies on the disk, as text. */
  async everything(): Promise<string> {
    const store = this.store();
    const rows = await store.read([""]);
    store.close();
    return JSON.stringify([...rows]);
  }

  async names(): Promise<string[]> {
    const store = this.store();
    const rows = await store.read([""]);
    store.close();
    return [...rows.keys()].sort();
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    if (!offline) for (const tab of this.tabs) tab.fire("online");
  }
}

/** One page in one tab. */
export class Tab {
  readonly host: Host;
  readonly browser: Browser;
  went: string | null = null;
  stayed: string | null = null;
  reloaded = false;
  wiped = false;
  visible = true;
  /** The process is gone: nothing it began comes to an end. */
  dead = false;
  private readonly listeners = new Map<Moment, Set<() => void>>();
  heard: ((news: string) => void) | null = null;

  constructor(device: Device, level: string | null) {
    this.browser = browserOf(device, this);
    this.host = hostIn(this.browser, { language: "es", lesson: level === null ? null : { id: "lesson-1" }, level: level === null ? null : { id: level }, signIn: "/es/class/" });
    this.host.onPerson(() => { this.wiped = true; });
  }

  on(moment: Moment, then: () => void): () => void {
    const all = this.listeners.get(moment) ?? new Set();
    this.listeners.set(moment, all.add(then));
    return () => { all.delete(then); };
  }

  fire(moment: Moment): void {
    if (!this.dead) for (const then of [...(this.listeners.get(moment) ?? [])]) then();
  }

  /** Power cut, crash, battery: no farewell. */
  kill(): void {
    this.dead = true;
    this.host.close();
  }

  async run(level: string, outcome: "tried" | "passed" | "perfect" = "tried", program = `{"run":"${level}"}`): Promise<void> {
    await this.host.attempt({ level, program, verdict: { outcome, mistake: null, said: { key: "maze.wall", values: { block: 4 } }, blocks: 3 }, hints: 0, seconds: 7, picture: "<svg/>" });
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

function browserOf(device: Device, tab: Tab): Browser {
  return {
    fetch: async (input, init) => {
      if (device.offline) throw new TypeError("offline");
      const headers = new Headers(init?.headers);
      if (init?.credentials !== "omit" && device.session !== "") headers.set("Cookie", `session=${device.session}; here=${device.here ?? ""}`);
      try {
        const answer = await fetch(device.origin + String(input as string), { ...init, keepalive: false, headers });
        return tab.dead || device.offline ? await (tab.dead ? never<Response>() : Promise.reject(new TypeError("offline"))) : answer;
      } catch (error) {
        return tab.dead ? never<Response>() : Promise.reject(error as Error);
      }
    },
    openStore: () => Promise.resolve(mortal(device, tab, device.store())),
    atOnce: () => (tab.dead ? null : new LocalStore(device.options.localStorage ?? device.beside)),
    here: () => device.here,
    forgetHere: () => { device.here = null; },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    visible: () => tab.visible,
    on: (moment, then) => tab.on(moment, then),
    locks: device.options.locks === true ? locksOf(device) : null,
    channel: (): Channel => ({
      tell: (news) => { for (const other of device.tabs) if (other !== tab && !other.dead) setTimeout(() => other.heard?.(news)); },
      listen: (heard) => { tab.heard = heard; },
      close: () => { tab.heard = null; },
    }),
    after: (milliseconds, then) => {
      const timer = setTimeout(() => { if (!tab.dead) then(); }, milliseconds / SPEED);
      return () => { clearTimeout(timer); };
    },
    wall: () => virtualNow() + device.skew,
    steady: () => (performance.now() - began) * SPEED,
    reload: () => { tab.reloaded = true; tab.host.close(); },
    go: (address) => { tab.went = address; },
    stay: (address) => { tab.stayed = address; },
  };
}

/** A store that stops with its tab and is full when the disk is. */
function mortal(device: Device, tab: Tab, store: Store): Store {
  return {
    exclusive: store.exclusive,
    read: (prefixes) => (tab.dead ? never() : store.read(prefixes)),
    change: (prefixes, decide) => tab.dead || device.busy ? never() : store.change(prefixes, (rows) => {
      const decision = decide(rows);
      if ((decision.put?.length ?? 0) > 0 && device.room-- <= 0) throw new DOMException("full", "QuotaExceededError");
      return decision;
    }),
    close: () => { store.close(); },
  };
}

/** Node's own Web Locks, one name space for each device. */
function locksOf(device: Device): LockManager {
  const locks = navigator.locks;
  return {
    query: () => locks.query(),
    request: (name: string, options: LockOptions, then: LockGrantedCallback<unknown>) => locks.request(`${device.name}/${name}`, options, then),
  } as LockManager;
}

/** Waits until something is true, in real time. */
export async function until(what: () => boolean | Promise<boolean>, words: string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`never: ${words}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
