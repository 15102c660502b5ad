/** Who is here, by the server's word, and what follows when it is somebody else: wipe, seal, begin anew. */

import type { Ask } from "./ask.ts";
import type { Browser } from "./browser.ts";
import type { Clock } from "./core/clock.ts";
import { settle, welcome, type Sealing } from "./core/parcel.ts";
import { uuid7 } from "./core/uuid7.ts";
import { Patience } from "./core/patience.ts";
import { together, under, unknownOwner, type LeavingRow, type PersonRow, type Rows } from "./core/rows.ts";
import { comeHome } from "./store/come-home.ts";
import type { Store } from "./store/store.ts";
import type { Me } from "./wire.gen.ts";

export interface PresenceNeeds {
  readonly browser: Browser;
  readonly store: Store;
  readonly ask: Ask;
  readonly clock: Clock;
  /** What `/me` is asked about. */
  about(): { lesson?: string; level?: string };
  /** `/me` answered, for the same person as ever on this page. */
  news(me: Me): void;
  /** Somebody else is here, or nobody any more: forget what is shown. */
  gone(): void;
}

/** Every row that a change of person may touch. */
const ALL = ["attempt/", "draft/", "person/", "aside/", "visitor/", "declined/", "parcel/"];

export class Presence {
  /** Whose work this page makes: a code, `?<sign-in>` while the server has not said, null for a visitor. */
  owner: string | null = null;
  /** The server has said who is here. */
  confirmed = false;
  csrf = "";
  over = false;
  private here: string | null = null;
  private readonly patience = new Patience();
  private asking: Promise<boolean> | null = null;
  private begun: Promise<void> | null = null;
  private timer: (() => void) | null = null;
  private readonly needs: PresenceNeeds;

  constructor(needs: PresenceNeeds) {
    this.needs = needs;
  }

  /** Whose work is being made, also before what is remembered of this sign-in has been read. */
  get ownerAtOnce(): string | null {
    const here = this.begun === null ? this.needs.browser.here() : this.here;
    return this.owner ?? (here === null ? null : unknownOwner(here));
  }

  /** Reads the cookie and what is remembered of this sign-in; asks nothing yet. */
  begin(): Promise<void> {
    return (this.begun ??= this.readHere());
  }

  private async readHere(): Promise<void> {
    const { browser, store, clock } = this.needs;
    this.here = browser.here();
    if (this.here === null) return;
    const rows = await store.read(["person/"]);
    const known = under<PersonRow>(rows, "person/").map(([, row]) => row).find((row) => row.here === this.here);
    this.owner ??= known?.code ?? unknownOwner(this.here);
    if (known !== undefined) clock.remember(known.offset);
  }

  /** Asks `/me` when there is reason to; seals what strangers left. Never rejects. */
  async settleIn(): Promise<void> {
    if (this.here !== null) {
      await this.check();
      return;
    }
    await this.finishLeaving();
    await this.seal([]);
  }

  /** The cookie tells without a request whether this is still the same sign-in. */
  async look(returned: boolean): Promise<void> {
    if (this.over) return;
    const now = this.needs.browser.here();
    if (now === this.here) {
      if (now !== null && (returned || !this.confirmed)) await this.check();
      return;
    }
    // Another sign-in: what is shown may be another child's, and the network may be away. Wipe first, ask afterwards.
    await this.leaveToOther([]);
  }

  /** Asks `/me`. True: the same person as ever on this page. */
  check(): Promise<boolean> {
    if (this.asking !== null) return this.asking;
    const done = <T>(value: T): T => {
      this.asking = null;
      return value;
    };
    this.asking = this.begin().then(() => this.ask()).then(done, () => done(false));
    return this.asking;
  }

  /** Seals what belongs to nobody of these; loads the sealing only where there is something to seal. */
  async seal(here: readonly string[]): Promise<void> {
    const { browser, store, clock } = this.needs;
    await comeHome(store, browser.atOnce());
    const names = [...(await store.read(ALL)).keys()];
    const stranger = names.some((name) => /^(attempt|draft|person)\//.test(name) && !here.includes(name.split("/")[1] ?? ""));
    const seal = stranger ? await loadSeal() : () => "";
    if (seal === null) return; // its file cannot be had now: tried again at the next page
    let made = 0;
    const random = browser.random(512);
    const sealing: Sealing = {
      seal: (text, key) => seal(text, key, (bytes) => browser.random(bytes)),
      name: () => uuid7(clock.now() + made, random.subarray(10 * (made++ % 50))),
      now: clock.now(), offset: clock.offset,
    };
    await store.change(ALL, (rows: Rows) => ({ ...settle(rows, here, sealing), result: undefined }));
  }

  close(): void {
    this.timer?.();
    this.over = true;
  }

  private async ask(): Promise<boolean> {
    if (this.over) return false;
    const { browser, ask, clock } = this.needs;
    const before = browser.here();
    const reply = await ask("GET /me", this.needs.about());
    if (this.over) return false;
    if (!reply.ok) {
      const jitter = (browser.random(1)[0] ?? 0) / 255;
      const wait = this.patience.failed(browser.wall(), reply.status > 0, reply.wait, jitter);
      this.timer?.();
      this.timer = browser.after(wait, () => void this.check());
      return false;
    }
    this.timer?.();
    this.patience.succeeded();
    if (browser.here() !== before && reply.value.person !== null) return this.ask(); // somebody signed in meanwhile, in another tab
    clock.learn(reply.value.now, reply.took);
    return this.told(reply.value);
  }

  private async told(me: Me): Promise<boolean> {
    const code = me.person?.code ?? null;
    const certain = this.owner !== null && !this.owner.startsWith("?");
    if (certain ? code !== this.owner : this.owner === null && code !== null) {
      if (code === null) this.needs.browser.forgetHere();
      await this.leaveToOther(code === null ? [] : [code]);
      return false;
    }
    this.csrf = me.csrf;
    if (me.person === null || code === null) {
      this.needs.browser.forgetHere();
      this.here = null;
      this.owner = null;
      this.confirmed = true;
      await this.seal([]);
    } else await this.welcome(me, code);
    // Meanwhile somebody else may have come: what was wiped must not come back.
    if (this.over) return false;
    this.needs.news(me);
    return code !== null;
  }

  private async welcome(me: Me, code: string): Promise<void> {
    const { browser, store, clock } = this.needs;
    this.here = browser.here();
    const pending = unknownOwner(this.here ?? "");
    const person: PersonRow = { code, here: this.here ?? "", sealing: me.sealing, ticket: me.ticket, offset: clock.offset };
    await store.change(ALL, (rows) => {
      this.owner = code; // here, so that whatever is written next is already theirs
      return { ...together({ drop: ["leaving"] }, welcome(rows, person, pending, clock.offset)), result: undefined };
    });
    this.confirmed = true;
    // Another tab of this sign-in may not have heard yet: its work is not a stranger's.
    await this.seal([code, pending]);
    // At hand when it is needed, which may be without network.
    void loadSeal();
  }

  private async leaveToOther(here: readonly string[]): Promise<void> {
    if (this.over) return;
    this.close();
    this.needs.gone();
    // A page that hangs here would show the next child nothing but blank: the reload does not wait for ever.
    await Promise.race([this.seal(here).catch(() => undefined), new Promise<void>((done) => { this.needs.browser.after(2000, done); })]);
    this.needs.browser.reload();
  }

  /** Somebody signed out without network: the server hears it now, unless somebody else has signed in since. */
  private async finishLeaving(): Promise<void> {
    const { store, ask } = this.needs;
    const leaving = (await store.read(["leaving"])).get("leaving") as LeavingRow | undefined;
    if (leaving === undefined) return;
    const me = await ask("GET /me", {});
    if (!me.ok) return;
    if (me.value.person?.code === leaving.code) {
      this.csrf = me.value.csrf;
      const out = await ask("POST /sign-out", { person: leaving.code });
      if (!out.ok && out.status !== 409) return;
    }
    await store.change([], () => ({ drop: ["leaving"], result: undefined }));
  }
}

/** The sealing, a file of its own; null when it cannot be loaded now. */
export async function loadSeal(): Promise<typeof import("./seal.ts").seal | null> {
  try {
    return (await import("./seal.ts")).seal;
  } catch {
    return null;
  }
}
