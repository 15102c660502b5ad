/** What a pupil makes on this page: runs and unrun work on their way into the queue, and where to go on. */

import type { Ask } from "./ask.ts";
import type { Beat } from "./beat.ts";
import type { Browser } from "./browser.ts";
import type { Clock } from "./core/clock.ts";
import { addAttempt, addDraft, bytesOf, LARGEST_PROGRAM } from "./core/queue.ts";
import { asidesOf, attemptsOf, draftsOf, under, visitorName, type AsideRow, type AttemptRow, type Change, type DraftRow, type Rows, type VisitorRow } from "./core/rows.ts";
import { better, stateOf } from "./core/states.ts";
import { uuid7 } from "./core/uuid7.ts";
import { addVisitorDraft, addVisitorRun, visitorWork } from "./core/visitor.ts";
import type { AttemptMade, Resumed } from "./host.ts";
import type { Outbox } from "./outbox.ts";
import type { Presence } from "./presence.ts";
import { dropKept } from "./store/come-home.ts";
import type { Store } from "./store/store.ts";
import type { States } from "./core/states.ts";
import type { AttemptIn, DraftIn, WorkKept } from "./wire.gen.ts";

export interface WorkNeeds {
  readonly browser: Browser;
  readonly store: Store;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly beat: Beat;
  readonly presence: Presence;
  readonly lesson: string;
  editing(now: boolean): void;
  changed(): Promise<void>;
  states(news: States): void;
}

/** A pause after editing, and the longest time without keeping while a child edits on and on. */
const PAUSE = 3000;
const LONGEST = 15_000;
/** How long `resume` waits for the server before the device's own copy is used. */
const ANSWER = 4000;

/** Something made here whose writing has begun and not ended. `run`: a pupil's run, for a page that is being left. */
interface Unwritten {
  readonly write: (rows: Rows, owner: string | null) => Change;
  readonly run: AttemptRow | null;
  /** What was kept of it when the page was left. */
  kept: Change["put"];
}

export class Work {
  ready: Promise<unknown> = Promise.resolve();
  private readonly needs: WorkNeeds;
  /** The newest program per level that this page has seen. */
  private readonly seen = new Map<string, { program: string; madeAt: number }>();
  private readonly fromServer = new Map<string, WorkKept | null>();
  private heard: (() => void) | null = null;
  private readonly hearing: Promise<void>;
  private edit: { level: string; program: unknown; at: number; since: number } | null = null;
  private timer: (() => void) | null = null;
  /** Runs that are on their way into the store. */
  private making = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly unwritten = new Set<Unwritten>();

  constructor(needs: WorkNeeds) {
    this.needs = needs;
    this.hearing = new Promise((done) => { this.heard = done; });
  }

  /** What `/me` knew of this level. */
  found(level: string, work: WorkKept | null): void {
    this.fromServer.set(level, work);
    this.heard?.();
  }

  /** The tick does not say "saved" before the run is even on this device, which a busy disk may delay. */
  async attempt(made: AttemptMade): Promise<void> {
    this.making += 1;
    this.needs.editing(true);
    try {
      await this.putAway(made);
    } finally {
      this.making -= 1;
      this.needs.editing(this.making > 0 || this.edit !== null);
    }
  }

  /** The run is made before anything is waited for: the page may be left in this very moment. */
  private async putAway(made: AttemptMade): Promise<void> {
    const { needs } = this;
    const program = asText(made.program);
    needs.beat.touched();
    if (this.edit?.level === made.level) this.forgetEdit();
    if (bytesOf(program) > LARGEST_PROGRAM) {
      await this.tooLarge(made.level, program);
      return;
    }
    const sure = needs.clock.sure;
    const madeAt = needs.clock.now();
    const { outcome, mistake, said, blocks } = made.verdict;
    const item: AttemptIn = {
      id: uuid7(madeAt, needs.browser.random(10)), lesson: needs.lesson, level: made.level, program, outcome, mistake, said, blocks,
      hints: made.hints, seconds: Math.round(made.seconds), madeAt, fromBrowser: false,
    };
    this.seen.set(made.level, { program, madeAt });
    needs.states({ [made.level]: stateOf(outcome) });
    const write = (rows: Rows, owner: string | null): Change =>
      owner === null ? addVisitorRun(rows, { ...item, hints: 0, seconds: 0 }, made.picture ?? null) : addAttempt(rows, owner, item, sure);
    const put = await this.written(["attempt/", "draft/", visitorName(made.level)], { write, run: { item, sure }, kept: [] });
    await needs.changed();
    if (put !== null) needs.outbox.added((put[0]?.[1] ?? { item, sure }) as AttemptRow);
  }

  /** Into the store. What was put there; null when nobody was signed in. */
  private async written(prefixes: readonly string[], one: Unwritten): Promise<NonNullable<Change["put"]> | null> {
    const { store, presence, browser } = this.needs;
    this.unwritten.add(one);
    try {
      await this.ready;
      // Whose it is is decided in the very moment it is written: `/me` may answer while this waits for its turn.
      return await store.change(prefixes, (rows) => {
        const change = one.write(rows, presence.owner);
        return { ...change, result: presence.owner === null ? null : (change.put ?? []) };
      });
    } finally {
      this.unwritten.delete(one);
      // The page was left in between and is shown again.
      if (store.exclusive && one.kept !== undefined && one.kept.length > 0) await dropKept(browser.atOnce(), one.kept);
    }
  }

  /** Runs of a pupil that may not be on this device yet. */
  get unwrittenRuns(): AttemptRow[] {
    return [...this.unwritten].flatMap(({ run }) => run ?? []);
  }

  /** The page is being left: what may not be written any more is kept at once, where the next page finds it (store/come-home.ts). */
  keepAtOnce(): void {
    const store = this.unwritten.size > 0 ? this.needs.browser.atOnce() : null;
    if (store === null) return;
    const owner = this.needs.presence.ownerAtOnce;
    for (const one of this.unwritten)
      store.change(["attempt/", "draft/", "visitor/"], (rows) => {
        const change = one.write(rows, owner);
        one.kept = change.put;
        return { ...change, result: undefined };
      }).catch(() => undefined); // no room there either: what goes with the page is all that is left
  }

  /** An edit: kept after a pause, on this device and then at the server. */
  keep(level: string, program: unknown): void {
    const { browser, beat, clock } = this.needs;
    const now = browser.steady();
    beat.touched();
    if (this.edit !== null && this.edit.level !== level) void this.commit();
    this.edit = { level, program, at: clock.now(), since: this.edit?.since ?? now };
    if (this.needs.presence.owner !== null) this.needs.editing(true);
    this.timer?.();
    this.timer = browser.after(Math.max(0, Math.min(PAUSE, this.edit.since + LONGEST - now)), () => void this.commit());
  }

  /** Unrun work goes into the queue now. */
  async commit(): Promise<void> {
    this.takeDraft();
    await this.writing;
  }

  /** Unrun work, put into the queue, and handed back for a page that is being left. */
  takeDraft(): DraftIn | null {
    const { needs, edit } = this;
    if (edit === null) return null;
    const program = asText(edit.program);
    const last = this.seen.get(edit.level);
    this.forgetEdit();
    if (last?.program === program || bytesOf(program) > LARGEST_PROGRAM) return null;
    const item: DraftIn = { lesson: needs.lesson, level: edit.level, program, madeAt: edit.at, fromBrowser: false };
    this.seen.set(edit.level, { program, madeAt: edit.at });
    const sure = needs.clock.sure;
    this.writing = this.write(item, sure);
    return needs.presence.confirmed && needs.presence.owner !== null ? item : null;
  }

  private async write(item: DraftIn, sure: boolean): Promise<void> {
    const { changed, outbox } = this.needs;
    const write = (rows: Rows, owner: string | null): Change => (owner === null ? addVisitorDraft(rows, item) : addDraft(rows, owner, item, sure));
    await this.written(["draft/", visitorName(item.level)], { write, run: null, kept: [] });
    await changed();
    outbox.kick();
  }

  /** The newest program of a level, wherever it lies. */
  async resume(level: string): Promise<Resumed | null> {
    const now = this.seen.get(level);
    if (now !== undefined) return { ...now, from: "page" };
    try {
      await this.ready;
      const owner = this.needs.presence.owner;
      const found = owner === null ? await this.ofVisitor(level) : newest(await this.onDevice(owner, level), await this.atServer(level));
      // Somebody who began to work while this was asked goes on with that.
      const begun = this.seen.get(level);
      if (begun !== undefined) return { ...begun, from: "page" };
      if (found !== null) this.seen.set(level, { program: found.program, madeAt: found.madeAt });
      return found;
    } catch {
      return null;
    }
  }

  /** Best states in the queue, of this lesson. */
  async queuedStates(owner: string): Promise<States> {
    let states: States = {};
    for (const [, row] of under<AttemptRow>(await this.needs.store.read([attemptsOf(owner)]), attemptsOf(owner)))
      if (row.item.lesson === this.needs.lesson) states = better(states, { [row.item.level]: stateOf(row.item.outcome) });
    return states;
  }

  close(): void {
    this.timer?.();
  }

  private forgetEdit(): void {
    this.timer?.();
    this.timer = null;
    this.edit = null;
    this.needs.editing(this.making > 0);
  }

  private async ofVisitor(level: string): Promise<Resumed | null> {
    const row = (await this.needs.store.read([visitorName(level)])).get(visitorName(level)) as VisitorRow | undefined;
    const work = row === undefined ? null : visitorWork(row);
    return work === null ? null : { ...work, from: "visitor" };
  }

  private async onDevice(owner: string, level: string): Promise<Resumed | null> {
    const rows = await this.needs.store.read([attemptsOf(owner), draftsOf(owner)]);
    const offset = this.needs.clock.offset;
    const here = [...under<AttemptRow>(rows, attemptsOf(owner)), ...under<DraftRow>(rows, draftsOf(owner))];
    let found: Resumed | null = null;
    for (const [, { item, sure }] of here) {
      if (item.level !== level || item.fromBrowser) continue;
      const madeAt = item.madeAt + (sure ? 0 : offset);
      if (found === null || madeAt >= found.madeAt) found = { program: item.program, madeAt, from: "device" };
    }
    return found;
  }

  private async atServer(level: string): Promise<Resumed | null> {
    const { browser, ask, presence } = this.needs;
    const late = new Promise<void>((done) => { browser.after(ANSWER, done); });
    await Promise.race([this.hearing, late]);
    if (!presence.confirmed || presence.owner === null) return null;
    let work = this.fromServer.get(level);
    if (work === undefined) {
      const reply = await ask("GET /work/{level}", {}, { holes: { level }, timeout: ANSWER });
      if (!reply.ok) return null;
      const { program, madeAt } = reply.value;
      work = program === null ? null : { program, madeAt: madeAt ?? 0 };
    }
    return work === null ? null : { ...work, from: "server" };
  }

  private async tooLarge(level: string, program: string): Promise<void> {
    await this.ready;
    const owner = this.needs.presence.owner;
    if (owner === null) return; // a visitor's page says "not saved" anyway
    const row: AsideRow = { level, program, sentence: null, key: "host.too-large" };
    await this.needs.store.change([], () => ({ put: [[asidesOf(owner) + uuid7(this.needs.clock.now(), this.needs.browser.random(10)), row]], result: undefined }));
    await this.needs.changed();
  }
}

const asText = (program: unknown): string => (typeof program === "string" ? program : JSON.stringify(program));

function newest(a: Resumed | null, b: Resumed | null): Resumed | null {
  if (a === null || b === null) return a ?? b;
  return b.madeAt > a.madeAt ? b : a;
}
