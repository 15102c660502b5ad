// The page is left in the very moment something is made: what is not written yet is kept at once, and arrives once.
import { afterEach, beforeEach, expect, test } from "vitest";
import { Device, until, virtualNow, type Tab } from "./testing/device.ts";
import { School } from "./testing/school.ts";
import { hasUnclaimedWork, hasUnsentWork } from "./waiting.ts";

let school: School;
let laptop: Device;

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open(), { locks: true });
});
afterEach(async () => {
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});

const programs = (person: string): string[] => school.attemptsOf(person).map(({ program }) => program);
/** Away, as a browser does it: the farewell, and then nothing of the page comes to an end. */
function leave(tab: Tab): void {
  tab.fire("leaving");
  tab.kill();
}

test("a run whose writing has not ended when the page is left arrives with the next page, once and with its edit", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  laptop.busy = true;
  void tab.run("level-1", "passed", '{"blocks":1}');
  void tab.run("level-1", "perfect", '{"blocks":2}');
  tab.host.keep("level-2", { blocks: 3 });
  leave(tab);
  expect([laptop.beside.length, await laptop.names()]).toEqual([3, ["person/ben"]]);
  laptop.busy = false;
  laptop.offline = false;
  const next = laptop.tab();
  await until(() => next.host.saved.value === "saved" && programs("ben").length === 2, "arrived");
  expect(programs("ben")).toEqual(['{"blocks":1}', '{"blocks":2}']);
  expect(school.drafts.get("ben")?.get("level-2")?.program).toBe('{"blocks":3}');
  expect(laptop.beside.length).toBe(0);
});

test("with the network there, such a run also goes with the page that is left, and the server has it once", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.busy = true;
  void tab.run("level-1", "passed", '{"blocks":1}');
  leave(tab);
  await until(() => programs("ben").length === 1, "arrived without a page");
  laptop.busy = false;
  const next = laptop.tab();
  await until(() => next.host.saved.value === "saved" && school.asked("/attempts").length === 2, "sent again, for nobody heard the answer");
  expect(programs("ben")).toEqual(['{"blocks":1}']);
});

test("left before the page could even read who is here: the run is still of this sign-in", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  void tab.run("level-1", "passed", '{"blocks":1}');
  leave(tab);
  const next = laptop.tab();
  await until(() => next.host.me.value?.code === "ben" && programs("ben").length === 1, "arrived");
  expect(await laptop.names()).not.toContain("visitor/level-1");
});

test("a page that is shown again wrote what it began: nothing stays beside it", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  const running = tab.run("level-1", "passed", '{"blocks":1}');
  tab.fire("leaving");
  expect(laptop.beside.length).toBe(1);
  tab.fire("returned");
  await running;
  expect([laptop.beside.length, (await laptop.names()).filter((name) => name.startsWith("attempt/"))]).toEqual([0, ["attempt/ben/0000000000"]]);
});

test("what Ben's page left beside the store is sealed with the rest when he signs out in another tab", async () => {
  laptop.signIn("ben");
  const [tab, other] = [laptop.tab(), laptop.tab()];
  await until(() => tab.host.me.value?.code === "ben" && other.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  laptop.busy = true;
  void tab.run("level-1", "passed", '{"secret":"of Ben"}');
  leave(tab);
  laptop.busy = false;
  await other.host.signOut("/away");
  expect(laptop.beside.length).toBe(0);
  const kept = await laptop.everything();
  expect([kept.includes("parcel/"), kept.includes("secret")]).toEqual([true, false]);
});

test("a visitor's run in the last moment is there for the next page, and does not push out a better one", async () => {
  const tab = laptop.tab();
  await tab.run("level-1", "perfect", '{"best":1}');
  laptop.busy = true;
  void tab.run("level-1", "tried", '{"newer":2}');
  leave(tab);
  laptop.busy = false;
  const next = laptop.tab();
  expect(await next.host.resume("level-1")).toMatchObject({ program: '{"newer":2}', from: "visitor" });
  expect(next.host.states.value).toEqual({ "level-1": 3 });
  expect(school.heard).toEqual([]);
});

test("a page without a level finds the visitor's run that the page before it left beside the store", async () => {
  const tab = laptop.tab();
  laptop.busy = true;
  void tab.run("level-1", "passed");
  leave(tab);
  laptop.busy = false;
  expect(await hasUnclaimedWork(laptop.tab(null).browser)).toBe(true);
});

test("and the run of a pupil, which has to be sealed when they leave", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  expect(await hasUnsentWork(tab.browser)).toBe(false);
  laptop.offline = true;
  laptop.busy = true;
  void tab.run("level-1", "passed");
  leave(tab);
  laptop.busy = false;
  expect(await hasUnsentWork(laptop.tab(null).browser)).toBe(true);
});

test("signed out without network: what is unsent is sealed, the page says so in place, and brings it home when the network is back", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  await tab.run("level-1", "passed", '{"secret":"of Ben"}');
  await tab.host.signOut("/es/class/");
  expect([tab.went, tab.stayed, tab.wiped, laptop.here]).toEqual([null, "/es/class/", true, null]);
  expect((await laptop.everything()).includes("secret")).toBe(false);
  laptop.setOffline(false);
  await until(() => tab.went === "/es/class/", "goes on by itself");
  expect(programs("ben")).toEqual(['{"secret":"of Ben"}']);
  await until(() => school.sessions.size === 0, "the server has heard who left");
});

test("a page without a level signs out by its form: what waits on this device is sent first, no lesson is asked about and no beat sent", async () => {
  laptop.signIn("ben");
  school.periods.set("ben", { lesson: "maze", covered: false, ended: false, closesAt: null, handRaised: false, message: null });
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  await tab.run("level-1", "passed", '{"blocks":1}');
  leave(tab);
  laptop.offline = false;
  const before = school.heard.length;
  const bar = laptop.tab(null);
  let sent = 0;
  await bar.host.signOut("/es/class/", () => { sent += 1; });
  expect([sent, bar.went, bar.stayed, programs("ben")]).toEqual([1, null, null, ['{"blocks":1}']]);
  expect((await laptop.names()).filter((name) => /^(attempt|draft|person)\//.test(name))).toEqual([]);
  const asked = school.heard.slice(before).map(({ path }) => path);
  expect([asked.includes("/sign-out"), asked.includes("/beat"), asked.some((path) => path.includes("?"))]).toEqual([false, false, false]);
  // The session is the form's to end, and its cookies go with its answer.
  expect([school.sessions.size, laptop.here !== null]).toEqual([1, true]);
});

test("and without network it is sealed there too, and nothing is sent into nowhere", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "known");
  laptop.offline = true;
  await tab.run("level-1", "passed", '{"secret":"of Ben"}');
  leave(tab);
  const bar = laptop.tab(null);
  let sent = 0;
  await bar.host.signOut("/es/class/", () => { sent += 1; });
  expect([sent, bar.went, bar.stayed, laptop.here]).toEqual([0, null, "/es/class/", null]);
  const kept = await laptop.everything();
  expect([kept.includes("parcel/"), kept.includes("secret"), kept.includes("leaving")]).toEqual([true, false, true]);
});
