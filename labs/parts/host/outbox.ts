/** Sends what waits, oldest first, one request at a time, one tab at a time, until everything has arrived. */

import type { Ask, Refusal } from "./ask.ts";
import type { Browser } from "./browser.ts";
import type { Clock } from "./core/clock.ts";
import { Patience } from "./core/patience.ts";
import { afterAttempts, afterDrafts, bytesOf, landed, MOST_ATTEMPTS, nextAttempts, nextDrafts } from "./core/queue.ts";
import { applied, attemptsOf, draftsOf, together, under, type AttemptRow, type Change, type ParcelRow, type Rows } from "./core/rows.ts";
import type { Store } from "./store/store.ts";
import { giveUpTurn, inTurn, type Turn } from "./turn.ts";
import type { States } from "./core/states.ts";
import type { AttemptIn, DraftIn, RefusedItem } from "./wire.gen.ts";

export interface OutboxNeeds {
  readonly browser: Browser;
  readonly store: Store;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly tab: string;
  /** Who is here for certain, by the server's word; null: nobody, or not known yet. */
  owner(): string | null;
  states(news: States): void;
  /** The server says that it is not this person any more. Resolves true when it still is. */
  doubt(): Promise<boolean>;
  /** Something arrived, failed or was set aside. */
  changed(): void;
}

/** What one request led to: go on, stop and try later, or stop. */
type Next = "on" | "later" | "stop";

/** A page that is left may take so much with it. */
const LEAVING_BYTES = 50_000;

export class Outbox {
  private readonly patience = new Patience();
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private taken = false;
  private timer: (() => void) | null = null;
  private limit = MOST_ATTEMPTS;
  /** Runs of this page that have not arrived, for the moment it is left: reading the store would take too long then. */
  private readonly fresh = new Map<string, AttemptRow>();
  private flying: readonly string[] = [];

  private readonly needs: OutboxNeeds;

  constructor(needs: OutboxNeeds) {
    this.needs = needs;
  }

  get failing(): boolean {
    return this.patience.failing;
  }

  /** A run was put into the queue. */
  added(row: AttemptRow): void {
    this.fresh.set(row.item.id, row);
    this.kick();
  }

  /** The network may be back. Thirty pupils' pages hear it in the same moment, so each waits a little. */
  hopeful(): void {
    this.patience.hopeful();
    this.later(this.jitter() * 1500);
  }

  /** Sends now, unless the server wants to be left alone. */
  kick(): void {
    if (this.closed) return;
    const rest = this.patience.mustWait(this.needs.browser.wall());
    if (rest > 0) this.later(rest);
    else if (this.running !== null) this.again = true;
    else this.running = this.run();
  }

  /** Resolves when nothing waits, or nothing can be sent now. */
  async flush(): Promise<void> {
    this.kick();
    while (this.running !== null) await this.running;
  }

  /** The page is being left: what has not arrived goes with it, without waiting for an answer. */
  leave(draft: DraftIn | null, unwritten: readonly AttemptRow[]): void {
    const person = this.needs.owner();
    if (this.running !== null && !this.taken) void giveUpTurn(this.needs.store, this.needs.tab);
    if (person === null || this.taken) return;
    const attempts: AttemptIn[] = [];
    let bytes = 0;
    for (const { item: made, sure } of [...this.fresh.values(), ...unwritten]) {
      if (this.flying.includes(made.id)) continue;
      const item = sure ? made : { ...made, madeAt: made.madeAt + this.needs.clock.offset };
      bytes += bytesOf(JSON.stringify(item)) * 2;
      if (bytes > LEAVING_BYTES) break;
      attempts.push(item);
    }
    if (attempts.length > 0) void this.needs.ask("POST /attempts", { person, attempts });
    if (draft !== null) void this.needs.ask("POST /drafts", { person, drafts: [draft] });
  }

  close(): void {
    this.closed = true;
    this.timer?.();
  }

  private async run(): Promise<void> {
    let next = "stop" as Next;
    try {
      do {
        this.again = false;
        if (!(await this.hasWork())) break; // a visitor's page does not even leave the mark of a turn
        const done = await inTurn(this.needs.browser, this.needs.store, this.needs.tab, async (turn) => { next = await this.drain(turn); });
        this.taken = done === "taken";
      } while (this.again && next !== "later" && !this.taken && !this.closed);
      // The other tab sends ours too; look again, for it may be closed in the middle.
      if (this.taken) this.later(2000 + this.jitter() * 1000);
    } finally {
      this.running = null;
      this.needs.changed();
    }
  }

  private async hasWork(): Promise<boolean> {
    const person = this.needs.owner();
    const rows = await this.needs.store.read(person === null ? ["parcel/"] : ["parcel/", attemptsOf(person), draftsOf(person)]);
    return [...rows].some(([name, row]) => !name.startsWith("parcel/") || this.canGo(row as ParcelRow, person));
  }

  private canGo(parcel: ParcelRow, person: string | null): boolean {
    return !parcel.over || parcel.owner === person;
  }

  private async drain(turn: Turn): Promise<Next> {
    for (;;) {
      if (this.closed || !(await turn.renew())) return "stop";
      const next = await this.sendNext();
      this.flying = [];
      this.needs.changed();
      if (next !== "on") return next;
    }
  }

  private async sendNext(): Promise<Next> {
    const person = this.needs.owner();
    if (person !== null) {
      const rows = await this.needs.store.read([attemptsOf(person), draftsOf(person)]);
      const attempts = nextAttempts(rows, person, this.limit, this.needs.clock.offset);
      if (attempts.length > 0) return this.sendAttempts(person, attempts);
      const drafts = nextDrafts(rows, person, this.limit, this.needs.clock.offset);
      if (drafts.length > 0) return this.sendDrafts(person, drafts);
    }
    return this.sendParcel(person);
  }

  private async sendAttempts(person: string, attempts: AttemptIn[]): Promise<Next> {
    this.flying = attempts.map(({ id }) => id);
    const reply = await this.needs.ask("POST /attempts", { person, attempts });
    if (!reply.ok) return this.refused(reply, attempts.length, (no) => this.attemptsDone(person, attempts, { kept: [], refused: [{ ...no, id: attempts[0]?.id ?? "" }] }));
    const { kept, refused, states, now } = reply.value;
    this.needs.clock.learn(now, reply.took);
    if (!Array.isArray(kept) || !Array.isArray(refused)) return this.failed({ status: 0, wait: null });
    this.needs.states(states);
    return this.attemptsDone(person, attempts, { kept, refused });
  }

  private async attemptsDone(person: string, sent: readonly AttemptIn[], answer: { kept: readonly string[]; refused: readonly RefusedItem[] }): Promise<Next> {
    const went = await this.apply(person, (rows) => afterAttempts(rows, person, answer));
    for (const { id } of sent) if (answer.kept.includes(id) || answer.refused.some((no) => no.id === id)) this.fresh.delete(id);
    return this.arrived(went);
  }

  private async sendDrafts(person: string, drafts: DraftIn[]): Promise<Next> {
    const done = async (answer: { kept: readonly string[]; refused: readonly RefusedItem[] }): Promise<Next> =>
      this.arrived((await this.apply(person, (rows) => afterDrafts(rows, person, drafts, answer))) || answer.kept.length > 0);
    const reply = await this.needs.ask("POST /drafts", { person, drafts });
    if (!reply.ok) return this.refused(reply, drafts.length, (no) => done({ kept: [], refused: [{ ...no, id: drafts[0]?.level ?? "" }] }));
    this.needs.clock.learn(reply.value.now, reply.took);
    if (!Array.isArray(reply.value.kept) || !Array.isArray(reply.value.refused)) return this.failed({ status: 0, wait: null });
    return done(reply.value);
  }

  /** A parcel of somebody who left; one whose ticket is over only goes with its owner's cookie. */
  private async sendParcel(person: string | null): Promise<Next> {
    const rows = await this.needs.store.read(["parcel/"]);
    const [name, parcel] = under<ParcelRow>(rows, "parcel/").find(([, row]) => this.canGo(row, person)) ?? [];
    if (name === undefined || parcel === undefined) return "stop";
    const reply = await this.needs.ask("POST /deposit", { key: parcel.key, sealed: parcel.sealed }, { withoutCookies: !parcel.over });
    const over = !reply.ok && reply.refused === "ticket-over" && !parcel.over;
    const hopeless = !reply.ok && (reply.refused === "unreadable" || reply.refused === "malformed" || (reply.refused === "ticket-over" && parcel.over));
    if (!reply.ok && !over && !hopeless) return this.failed(reply);
    const change: Change = over ? { put: [[name, { ...parcel, over } satisfies ParcelRow]] } : { drop: [name] };
    await this.needs.store.change([], () => ({ ...change, result: undefined }));
    return this.arrived(true);
  }

  /** The whole request was refused. */
  private async refused(no: Refusal, size: number, alone: (no: RefusedItem) => Promise<Next>): Promise<Next> {
    if (no.status === 401 || (no.status === 409 && no.refused === "another-person"))
      return (await this.needs.doubt()) ? this.failed({ status: no.status, wait: 5000 }) : "stop";
    const unfit = no.status === 413 || ((no.status === 400 || no.status === 422) && no.refused !== "not-ours");
    if (!unfit) return this.failed(no);
    if (size > 1) {
      // One of them is to blame: halve until it stands alone.
      this.limit = Math.max(1, Math.floor(size / 2));
      return "on";
    }
    return alone({ id: "", reason: no.status === 413 ? "too-large" : "malformed", sentence: no.sentence ?? "" });
  }

  private async apply(person: string, decide: (rows: Rows) => Change): Promise<boolean> {
    return this.needs.store.change([attemptsOf(person), draftsOf(person), "visitor/"], (rows) => {
      const change = decide(rows);
      const went = (change.drop ?? []).length > 0;
      return { ...together(change, landed(applied(rows, change), person)), result: went };
    });
  }

  /** `went: false`: the server answered but named nothing of ours; asking again at once would go round in circles. */
  private arrived(went: boolean): Next {
    if (!went) return this.failed({ status: 200, wait: null });
    this.patience.succeeded();
    this.limit = Math.min(MOST_ATTEMPTS, this.limit * 2);
    return "on";
  }

  private failed(no: Pick<Refusal, "status" | "wait">): Next {
    const wait = this.patience.failed(this.needs.browser.wall(), no.status > 0, no.wait, this.jitter());
    this.later(wait);
    return "later";
  }

  private later(milliseconds: number): void {
    this.timer?.();
    this.timer = this.needs.browser.after(milliseconds, () => {
      this.timer = null;
      this.kick();
    });
  }

  private jitter(): number {
    return (this.needs.browser.random(1)[0] ?? 0) / 255;
  }
}
