// Whatever goes wrong, in whatever order: everything that was made arrives, the server keeps it once, in the order of making.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ask, Refusal, Reply } from "./ask.ts";
import type { Browser } from "./browser.ts";
import { Clock } from "./core/clock.ts";
import { addAttempt } from "./core/queue.ts";
import { asidesOf, attemptsOf, under, type AsideRow } from "./core/rows.ts";
import { Outbox } from "./outbox.ts";
import { PageStore } from "./store/local-storage.ts";
import type { Store } from "./store/store.ts";
import type { AttemptIn, AttemptsIn, AttemptsKept, RefusedItem } from "./wire.gen.ts";

/** How one request goes. */
const going = fc.constantFrom("well", "well", "never-arrives", "answer-lost", "twice", "500", "429", "400", "413", "empty", "strange", "crash-before", "crash-after", "not-him");
type Going = typeof going extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("make" as const), tab: fc.integer({ min: 0, max: 1 }), level: fc.constantFrom("a", "b", "poison"), fate: going }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reload" as const), tab: fc.integer({ min: 0, max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("send" as const), tab: fc.integer({ min: 0, max: 1 }), fate: going }) },
);

class World {
  readonly store: Store = new PageStore();
  readonly kept: AttemptIn[] = [];
  readonly fates: Going[] = [];
  now = 1e12;
  tabs: { outbox: Outbox; dead: { is: boolean } }[] = [];
  names = 0;

  constructor() {
    this.tabs = [this.open(), this.open()];
  }

  open(): { outbox: Outbox; dead: { is: boolean } } {
    const dead = { is: false };
    const browser = {
      wall: () => this.now, steady: () => this.now, locks: null, after: () => () => undefined, random: (many: number) => new Uint8Array(many),
    } as Partial<Browser> as Browser;
    this.names += 1;
    const outbox = new Outbox({
      browser, store: this.mortal(dead), ask: this.server(dead), clock: new Clock(browser), tab: `tab-${this.names}`,
      owner: () => "ben", states: () => undefined, changed: () => undefined, doubt: () => Promise.resolve(true),
    });
    return { outbox, dead };
  }

  /** Of a page that crashed nothing comes to an end any more. */
  private mortal(dead: { is: boolean }): Store {
    const { store } = this;
    const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
    return {
      exclusive: true,
      read: (prefixes) => (dead.is ? never() : store.read(prefixes)),
      change: (prefixes, decide) => (dead.is ? never() : store.change(prefixes, decide)),
      close: () => undefined,
    };
  }

  private server(dead: { is: boolean }): Ask {
    const keep = ({ attempts }: AttemptsIn): Reply<AttemptsKept> => {
      const kept: string[] = [];
      const refused: RefusedItem[] = [];
      for (const item of attempts) {
        if (item.level === "poison") refused.push({ id: item.id, reason: "unknown-level", sentence: "gone" });
        else {
          if (!this.kept.some(({ id }) => id === item.id)) this.kept.push(item);
          kept.push(item.id);
        }
      }
      return { ok: true, took: 1, value: { kept, refused, states: {}, now: this.now } };
    };
    const no = (status: number, refused: string): Refusal => ({ ok: false, status, refused, sentence: "no", wait: status === 429 ? 30_000 : null });
    const answer = async (body: AttemptsIn): Promise<Reply<AttemptsKept>> => {
      await Promise.resolve();
      // A batch that the server cannot read at all is read when it is sent in parts; alone it is fit to be read.
      const fate = this.fates.shift() ?? "well";
      switch (fate) {
        case "well": return keep(body);
        case "never-arrives": return no(0, "no-answer");
        case "answer-lost": keep(body); return no(0, "no-answer");
        case "twice": keep(body); return keep(body);
        case "500": return no(500, "broken");
        case "429": return no(429, "slow-down");
        case "400": return body.attempts.length > 1 ? no(400, "malformed") : keep(body);
        case "413": return body.attempts.length > 1 ? no(413, "too-large") : keep(body);
        case "empty": return { ok: true, took: 1, value: { kept: [], refused: [], states: {}, now: this.now } };
        case "strange": return { ok: true, took: 1, value: {} as AttemptsKept };
        case "not-him": return no(409, "another-person");
        case "crash-before": dead.is = true; return new Promise(() => undefined);
        case "crash-after": keep(body); dead.is = true; return new Promise(() => undefined);
      }
    };
    return ((_: string, body: AttemptsIn) => answer(body)) as unknown as Ask;
  }

  reopen(at: number): void {
    this.tabs[at]?.outbox.close();
    const tab = this.tabs[at];
    if (tab !== undefined) tab.dead.is = true;
    this.tabs[at] = this.open();
  }

  /** Lets everything that can go on go on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
  }
}

test("any interleaving of making, sending, failing, crashing and two tabs ends with everything kept once, in order", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    const world = new World();
    const made: AttemptIn[] = [];
    for (const one of steps) {
      if (one.do === "reload") world.reopen(one.tab);
      if (one.do === "wait") world.now += one.seconds * 1000;
      if (one.do === "make") {
        const item: AttemptIn = {
          id: `id-${made.length}`, lesson: "l", level: one.level, program: "p", outcome: "tried", mistake: null, said: { key: "k" }, blocks: 1, hints: 0, seconds: 0,
          madeAt: world.now, fromBrowser: false,
        };
        made.push(item);
        await world.store.change([attemptsOf("ben")], (rows) => ({ ...addAttempt(rows, "ben", item, true), result: undefined }));
        world.fates.push(one.fate);
        world.tabs[one.tab]?.outbox.added({ item, sure: true });
        await world.settle();
      }
      if (one.do === "send") {
        world.fates.push(one.fate);
        world.tabs[one.tab]?.outbox.kick();
        await world.settle();
      }
      for (const [at, tab] of world.tabs.entries()) if (tab.dead.is) world.reopen(at);
    }
    // The weather clears, and time passes.
    world.fates.length = 0;
    for (let minute = 0; minute < 5; minute += 1) {
      world.now += 100_000;
      world.tabs[minute % 2]?.outbox.kick();
      for (let turn = 0; turn < 20; turn += 1) await world.settle();
    }
    const good = made.filter(({ level }) => level !== "poison").map(({ id }) => id);
    expect(world.kept.map(({ id }) => id)).toEqual(good);
    expect(under(await world.store.read([attemptsOf("ben")]), "")).toEqual([]);
    const aside = under<AsideRow>(await world.store.read([asidesOf("ben")]), "");
    expect(aside.map(([name, row]) => [name, row.sentence])).toEqual(made.filter(({ level }) => level === "poison").map(({ id }) => [asidesOf("ben") + id, "gone"]).sort());
  }), { numRuns: 400 });
});

test("the control: an outbox that forgets when it sends loses work in the very same storms", async () => {
  const lost = await fc.check(fc.asyncProperty(fc.array(going, { minLength: 1, maxLength: 10 }), async (fates) => {
    const world = new World();
    let sent = 0;
    for (const fate of fates) {
      world.fates.push(fate);
      const ask = (world as unknown as { server(dead: { is: boolean }): Ask }).server({ is: false });
      const item = { id: `id-${sent}`, lesson: "l", level: "a", program: "p", outcome: "tried" as const, mistake: null, said: { key: "k" }, blocks: 1, hints: 0, seconds: 0, madeAt: 1, fromBrowser: false };
      sent += 1;
      void ask("POST /attempts", { person: "ben", attempts: [item] });
      await world.settle();
    }
    return world.kept.length === sent;
  }));
  expect(lost.failed).toBe(true);
});
