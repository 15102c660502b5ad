import fc from "fast-check";
import { expect, test } from "vitest";
import { Activity } from "./activity.ts";
import { Clock } from "./clock.ts";
import { gather } from "./gather.ts";
import { Patience } from "./patience.ts";
import { addAttempt, addDraft, afterAttempts, afterDrafts, bytesOf, landed, nextAttempts, nextDrafts } from "./queue.ts";
import { applied, together, type Change, type Rows } from "./rows.ts";
import { better, outcomeOf, stateOf } from "./states.ts";
import { addVisitorDraft, addVisitorRun, claim } from "./visitor.ts";
import { uuid7 } from "./uuid7.ts";
import type { AttemptIn } from "../wire.gen.ts";

const attempt = (id: string, madeAt: number, more: Partial<AttemptIn> = {}): AttemptIn => ({
  id, lesson: "lesson", level: "level", program: "p", outcome: "tried", mistake: null, said: { key: "k" }, blocks: 1, hints: 0, seconds: 1, madeAt, fromBrowser: false, ...more,
});

test("ids sort as they were made, carry version 7, and differ within a millisecond", () => {
  const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(10));
  expect(uuid7(0x0123456789ab, new Uint8Array(10).fill(0xff))).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
  fc.assert(fc.property(fc.nat(2 ** 31), fc.integer({ min: 1, max: 1e6 }), (time, later) => {
    const [a, b] = [uuid7(1.7e12 + time, random()), uuid7(1.7e12 + time + later, random())];
    expect(a < b).toBe(true);
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }));
  expect(uuid7(1.7e12, random())).not.toBe(uuid7(1.7e12, random()));
});

test("bytes are counted as UTF-8 counts them", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => { expect(bytesOf(text)).toBe(Buffer.byteLength(text)); }));
});

test("states only ever get better, and any order of news comes to the same", () => {
  const states = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 4 }));
  fc.assert(fc.property(states, states, states, (a, b, c) => {
    expect(better(better(a, b), c)).toEqual(better(a, better(b, c)));
    for (const level of Object.keys(a)) expect(better(a, b)[level]).toBeGreaterThanOrEqual(a[level] ?? 0);
    expect(better(a, a)).toBe(a);
  }));
  for (const state of [1, 2, 3, 4]) expect(stateOf(outcomeOf(state))).toBe(state);
});

test("changes together do what they do one after the other", () => {
  const names = fc.constantFrom("a", "b", "c");
  const change = fc.record({ put: fc.array(fc.tuple(names, fc.nat())), drop: fc.array(names) });
  fc.assert(fc.property(fc.dictionary(names, fc.nat()), change, change, (rows, one, two) => {
    const start: Rows = new Map(Object.entries(rows));
    expect(applied(start, together(one as Change, two as Change))).toEqual(applied(applied(start, one as Change), two as Change));
  }));
});

test("the queue keeps its order and its times go up, whatever the clock does", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 40 }), (times) => {
    let rows: Rows = new Map();
    times.forEach((time, at) => { rows = applied(rows, addAttempt(rows, "ben", attempt(`id-${at}`, time), true)); });
    const sent = nextAttempts(rows, "ben", Infinity, 0);
    expect(sent.map(({ id }) => id)).toEqual(times.map((_, at) => `id-${at}`));
    for (let at = 1; at < sent.length; at += 1) expect(sent[at]!.madeAt).toBeGreaterThan(sent[at - 1]!.madeAt);
  }));
});

test("one request holds at most fifty attempts and a quarter of a megabyte, and always at least one", () => {
  let rows: Rows = new Map();
  for (let at = 0; at < 120; at += 1) rows = applied(rows, addAttempt(rows, "ben", attempt(`id-${at}`, at), true));
  expect(nextAttempts(rows, "ben", Infinity, 0).length).toBe(50);
  rows = new Map();
  for (let at = 0; at < 5; at += 1) rows = applied(rows, addAttempt(rows, "ben", attempt(`id-${at}`, at, { program: '"'.repeat(100_000) }), true));
  expect(nextAttempts(rows, "ben", Infinity, 0).length).toBe(1);
});

test("times that were not sure are corrected when they are sent, the others are left alone", () => {
  let rows: Rows = new Map();
  rows = applied(rows, addAttempt(rows, "ben", attempt("a", 1000), false));
  rows = applied(rows, addAttempt(rows, "ben", attempt("b", 9000), true));
  expect(nextAttempts(rows, "ben", Infinity, 500).map(({ madeAt }) => madeAt)).toEqual([1500, 9000]);
});

test("a run takes the place of unrun work before it, never of later work", () => {
  const draft = { lesson: "lesson", level: "level", program: "draft", madeAt: 50, fromBrowser: false };
  const rows = applied(new Map(), addDraft(new Map(), "ben", draft, true));
  expect(nextDrafts(applied(rows, addAttempt(rows, "ben", attempt("a", 40), true)), "ben", 9, 0).length).toBe(1);
  expect(nextDrafts(applied(rows, addAttempt(rows, "ben", attempt("a", 60), true)), "ben", 9, 0).length).toBe(0);
  expect(addDraft(rows, "ben", { ...draft, program: "older", madeAt: 49 }, true)).toEqual({});
});

test("a clock: corrected by the server, steady when it is set, awake after the lid was closed", () => {
  let [wall, steady] = [1_000_000, 0];
  const clock = new Clock({ wall: () => wall, steady: () => steady });
  expect([clock.sure, clock.now()]).toEqual([false, 1_000_000]);
  clock.learn(5_000_000, 200);
  expect([clock.sure, clock.now(), clock.offset]).toEqual([true, 5_000_100, 4_000_100]);
  [wall, steady] = [0, 1000]; // set back
  expect(clock.now()).toBe(5_001_100);
  [wall, steady] = [1_000_000 + 400 * 86_400_000, 2000]; // set a year ahead
  expect(clock.now()).toBe(5_002_100);
  [wall, steady] = [1_000_000 + 3_600_000, 2000]; // an hour with the lid closed
  expect(clock.now()).toBe(8_600_100);
  clock.learn(Number.NaN, 1);
  clock.learn(1, 60_000);
  expect(clock.now()).toBe(8_600_100);
  const later = new Clock({ wall: () => 10, steady: () => 0 });
  later.remember(90);
  expect([later.sure, later.now()]).toEqual([true, 100]);
});

test("patience grows to a minute, obeys the server, and forgives the network", () => {
  const patience = new Patience();
  expect([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => patience.failed(0, false, null, 1) === seconds * 1000)).toEqual(Array(8).fill(true));
  expect(patience.mustWait(0)).toBe(0);
  patience.hopeful();
  expect(patience.failed(0, true, 30_000, 0)).toBe(30_000);
  patience.hopeful();
  expect(patience.mustWait(1000)).toBe(29_000);
  expect(patience.mustWait(30_000)).toBe(0);
  expect(patience.mustWait(-86_400_000)).toBe(0);
  patience.succeeded();
  expect([patience.failing, patience.mustWait(1000)]).toEqual([false, 0]);
});

test("active seconds never exceed the time that passed, and are told once", () => {
  fc.assert(fc.property(fc.array(fc.record({ wait: fc.integer({ min: 1, max: 30_000 }), does: fc.constantFrom("touch", "take", "look") }), { maxLength: 60 }), (steps) => {
    const activity = new Activity();
    let [now, told] = [0, 0];
    for (const { wait, does } of steps) {
      now += wait;
      if (does === "touch") activity.touch(now);
      if (does === "take") {
        const active = Math.floor(activity.active(now) / 1000) * 1000;
        activity.take(now, active);
        told += active;
      }
      expect(told + activity.active(now)).toBeLessThanOrEqual(now);
    }
  }));
  const activity = new Activity();
  activity.touch(0);
  activity.touch(10_000);
  expect(activity.active(12_000)).toBe(12_000);
  activity.take(12_000, 12_000);
  expect([activity.active(20_000), activity.active(100_000)]).toEqual([8000, 13_000]);
  expect([activity.working(69_000), activity.working(70_000)]).toEqual([true, false]);
});

test("a claimed level leaves the browser only when its run and its draft have both arrived", () => {
  let rows: Rows = new Map();
  rows = applied(rows, addVisitorRun(rows, attempt("a", 1), null));
  rows = applied(rows, addVisitorDraft(rows, { lesson: "lesson", level: "level", program: "newer", madeAt: 2, fromBrowser: false }));
  rows = applied(rows, claim(rows, "ben"));
  expect(landed(rows, "ben").drop).toEqual([]);
  const run = applied(rows, afterAttempts(rows, "ben", { kept: ["a"], refused: [] }));
  expect(landed(run, "ben").drop).toEqual([]);
  const drafts = nextDrafts(rows, "ben", 9, 0);
  expect(landed(applied(rows, afterDrafts(rows, "ben", drafts, { kept: ["level"], refused: [] })), "ben").drop).toEqual([]);
  expect(landed(applied(run, afterDrafts(run, "ben", drafts, { kept: ["level"], refused: [] })), "ben").drop).toEqual(["visitor/level"]);
  expect(landed(applied(run, afterDrafts(run, "ben", drafts, { kept: ["level"], refused: [] })), "cleo").drop).toEqual([]);
});

test("unrun work that was edited while it was on its way stays", () => {
  const draft = { lesson: "lesson", level: "level", program: "one", madeAt: 1, fromBrowser: false };
  let rows = applied(new Map(), addDraft(new Map(), "ben", draft, true));
  const sent = nextDrafts(rows, "ben", 9, 0);
  rows = applied(rows, addDraft(rows, "ben", { ...draft, program: "two", madeAt: 2 }, true));
  expect(afterDrafts(rows, "ben", sent, { kept: ["level"], refused: [] }).drop).toEqual([]);
});

test("rows that lay in the other place come home: runs once, at the end, with their times; the newer draft, the better visitor's level", () => {
  const draft = (program: string, madeAt: number): unknown => ({ item: { lesson: "lesson", level: "level", program, madeAt, fromBrowser: false }, sure: true });
  const visitor = (state: number, claimedBy: string | null = null): unknown => ({ lesson: "lesson", state, best: null, draft: null, picture: null, claimedBy });
  const run = (id: string, madeAt: number): unknown => ({ item: attempt(id, madeAt), sure: true });
  const here: Rows = new Map([
    ["attempt/ben/0000000000", run("a", 20)], ["attempt/ben/0000000003", run("b", 30)], ["draft/ben/old", draft("here", 9)], ["draft/ben/new", draft("here", 9)],
    ["visitor/better", visitor(3)], ["visitor/worse", visitor(1)], ["visitor/claimed", visitor(1, "ben")], ["person/ben", "here"],
  ]);
  const left: Rows = new Map([
    ["attempt/ben/0000000000", run("c", 10)], ["attempt/ben/0000000001", run("b", 30)], ["attempt/cleo/0000000000", run("d", 5)], ["draft/ben/old", draft("left", 8)],
    ["draft/ben/new", draft("left", 10)], ["visitor/better", visitor(2)], ["visitor/worse", visitor(2)], ["visitor/claimed", visitor(3)], ["person/ben", "left"],
    ["parcel/x", "left"], ["sender", "left"],
  ]);
  const after = applied(here, gather(here, left));
  expect(nextAttempts(after, "ben", Infinity, 0).map(({ id, madeAt }) => [id, madeAt])).toEqual([["a", 20], ["b", 30], ["c", 10]]);
  expect(nextAttempts(after, "cleo", Infinity, 0).map(({ id }) => id)).toEqual(["d"]);
  expect([after.get("draft/ben/old"), after.get("draft/ben/new")]).toEqual([draft("here", 9), draft("left", 10)]);
  expect(["better", "worse", "claimed"].map((level) => (after.get(`visitor/${level}`) as { state: number }).state)).toEqual([3, 2, 1]);
  expect([after.get("person/ben"), after.get("parcel/x"), after.has("sender")]).toEqual(["here", "left", false]);
  // Fetched twice, because the page was closed in between: the same.
  expect(applied(after, gather(after, left))).toEqual(after);
});
