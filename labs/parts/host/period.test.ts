// In an open period: the beat, the cover, the hand, the end. Outside: none of it.
import { afterEach, beforeEach, expect, test } from "vitest";
import { Device, until, virtualNow } from "./testing/device.ts";
import { School } from "./testing/school.ts";
import type { PeriodNow } from "./wire.gen.ts";

const OPEN: PeriodNow = { lesson: "maze", covered: false, ended: false, closesAt: null, handRaised: false, message: null };
let school: School;
let laptop: Device;

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open());
  laptop.signIn("ben");
});
afterEach(async () => {
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});

test("outside a period there is no beat and no hand", async () => {
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "here");
  await new Promise((done) => setTimeout(done, 500));
  expect(school.asked("/beat")).toEqual([]);
  expect(await tab.host.raiseHand(true)).toBe("");
  expect(school.heard.map(({ path }) => path.split("?")[0])).toEqual(["/me"]);
});

test("in a period: every five seconds, with nothing in it but level, seconds and a word", async () => {
  school.periods.set("ben", OPEN);
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  const from = virtualNow();
  tab.host.touched();
  await until(() => school.beats.length >= 5, "five beats");
  expect(virtualNow() - from).toBeGreaterThan(20_000);
  expect(virtualNow() - from).toBeLessThan(45_000);
  expect(Object.keys(JSON.parse(school.asked("/beat")[0]?.body ?? "{}") as object).sort()).toEqual(["active", "level", "person", "uncover", "working"]);
  // One touch stands for fifteen seconds of work; they are told once, and the child is then at rest.
  const told = school.beats.reduce((sum, { active }) => sum + active, 0);
  expect(told).toBeGreaterThanOrEqual(14);
  expect(told).toBeLessThanOrEqual(15);
  expect(school.beats[0]?.working).toBe(true);
});

test("a hand that nobody would see stays down, and the sentence is handed on", async () => {
  school.periods.set("ben", OPEN);
  const sentence = "Please call your teacher.";
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  school.faults.push({ path: "/hand", kind: "answer", status: 409, body: { refused: "hand-unseen", sentence } });
  expect(await tab.host.raiseHand(true)).toBe(sentence);
  expect(tab.host.period.value?.handRaised).toBe(false);
});

test("seconds of a beat that nobody answered are told with the next", async () => {
  school.periods.set("ben", OPEN);
  school.faults.push({ path: "/beat", kind: "cut" }, { path: "/beat", kind: "cut" });
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  tab.host.touched();
  await until(() => school.beats.length >= 1, "a beat arrived");
  expect(school.beats[0]?.active).toBeGreaterThanOrEqual(13);
});

test("cover and hand come back with the beat; still me lifts the cover", async () => {
  school.periods.set("ben", OPEN);
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  expect(await tab.host.raiseHand(true)).toBe("");
  expect(tab.host.period.value?.handRaised).toBe(true);
  school.periods.set("ben", { ...OPEN, covered: true });
  await until(() => tab.host.period.value?.covered === true, "covered");
  school.periods.set("ben", OPEN);
  await tab.host.stillMe();
  expect(tab.host.period.value?.covered).toBe(false);
  expect(school.asked("/beat").map(({ body }) => (JSON.parse(body) as { uncover: boolean }).uncover)).toContain(true);
});

test("the end of class: edits are sent at once; when the session is over the page is wiped and what is left is sealed", async () => {
  school.periods.set("ben", OPEN);
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  tab.host.keep("level-1", { half: "done" });
  const closesAt = virtualNow() + 12_000;
  school.periods.set("ben", { ...OPEN, ended: true, closesAt, message: "Class is over." });
  await until(() => school.drafts.get("ben")?.size === 1, "the edit arrived");
  await until(() => tab.host.period.value?.message === "Class is over.", "told");
  await until(() => virtualNow() > closesAt, "time is up");
  laptop.offline = true;
  await tab.run("level-1", "perfect", "at the last second");
  school.signOutEverywhere("ben");
  laptop.setOffline(false);
  await until(() => tab.reloaded && tab.wiped, "wiped");
  laptop.tab();
  await until(() => school.attemptsOf("ben").length === 1, "arrived sealed");
});

test("the period closes and the child stays signed in: the beat stops", async () => {
  school.periods.set("ben", OPEN);
  const tab = laptop.tab();
  await until(() => school.beats.length > 0, "a beat");
  school.periods.delete("ben");
  await until(() => tab.host.period.value === null, "over");
  const beats = school.beats.length;
  await new Promise((done) => setTimeout(done, 400));
  expect(school.beats.length).toBe(beats);
  expect(tab.reloaded).toBe(false);
});

test("nothing is asked while a child only looks, moves or types: LRN-07", async () => {
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "here");
  const before = school.heard.length;
  for (let edit = 0; edit < 40; edit += 1) {
    tab.host.touched();
    tab.host.keep("level-1", { edit });
    await new Promise((done) => setTimeout(done, 20));
  }
  await until(() => school.drafts.get("ben")?.get("level-1")?.program === '{"edit":39}', "the last edit arrived");
  // 40 edits in 24 seconds, never a pause: one save after fifteen seconds, one after the end.
  expect(school.heard.length - before).toBeLessThanOrEqual(3);
});
