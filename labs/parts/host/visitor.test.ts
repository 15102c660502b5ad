// Signed out: progress lives in the browser; at a later sign-in it is offered, merged, and leaves.
import { afterEach, beforeEach, expect, test } from "vitest";
import { Device, until, virtualNow } from "./testing/device.ts";
import { School } from "./testing/school.ts";

let school: School;
let laptop: Device;

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open());
  const visitor = laptop.tab();
  await visitor.run("level-1", "tried", "first");
  await visitor.run("level-1", "perfect", "best");
  await visitor.run("level-1", "tried", "worse");
  await visitor.run("level-2", "tried", "second");
  visitor.kill();
});
afterEach(async () => {
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});
const visitorRows = async (): Promise<string[]> => (await laptop.names()).filter((name) => name.startsWith("visitor/"));

test("the best run stays the proof of the state, the newest program is where one goes on", async () => {
  const tab = laptop.tab();
  await until(() => tab.host.me.value === null, "known");
  expect(tab.host.states.value).toEqual({ "level-1": 3, "level-2": 1 });
  expect(await tab.host.resume("level-1")).toMatchObject({ program: "worse", from: "visitor" });
  expect(school.heard).toEqual([]);
});

test("offered at a sign-in, taken along on yes, once, even from two tabs; gone from the browser when it has arrived", async () => {
  laptop.signIn("ben");
  const [one, two] = [laptop.tab(), laptop.tab()];
  await until(() => one.host.offer.value !== null && two.host.offer.value !== null, "offered");
  expect(one.host.offer.value).toMatchObject({ levels: 2, solved: 1, picture: "<svg/>" });
  expect(school.attemptsOf("ben")).toEqual([]);
  laptop.offline = true;
  await Promise.all([one.host.offer.value?.accept(), two.host.offer.value?.accept()]);
  expect(await visitorRows()).toEqual(["visitor/level-1", "visitor/level-2"]);
  expect(one.host.states.value).toEqual({ "level-1": 3, "level-2": 1 });
  laptop.setOffline(false);
  await until(async () => (await visitorRows()).length === 0, "taken along");
  expect(school.attemptsOf("ben").map(({ program, fromBrowser, hints, seconds }) => [program, fromBrowser, hints, seconds])).toEqual([["best", true, 0, 0], ["second", true, 0, 0]]);
  expect(school.drafts.get("ben")?.get("level-1")).toMatchObject({ program: "worse", fromBrowser: true });
});

test("no: it stays for its owner, this child is not asked again, the next one is", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.offer.value !== null, "offered");
  await tab.host.offer.value?.decline();
  expect(tab.host.offer.value).toBe(null);
  const again = laptop.tab();
  await until(() => again.host.me.value?.code === "ben", "here");
  expect(again.host.offer.value).toBe(null);
  await tab.host.signOut("/es/");
  laptop.signIn("cleo");
  const cleo = laptop.tab();
  await until(() => cleo.host.offer.value !== null, "Cleo is asked");
  expect(school.attemptsOf("ben")).toEqual([]);
});

test("in a period nothing is offered", async () => {
  laptop.signIn("ben");
  school.periods.set("ben", { lesson: "maze", covered: false, ended: false, closesAt: null, handRaised: false, message: null });
  const tab = laptop.tab();
  await until(() => tab.host.period.value !== null, "in a period");
  await tab.host.flush();
  expect(tab.host.offer.value).toBe(null);
  expect((await visitorRows()).length).toBe(2);
});

test("accepted and signed out before it arrived: it travels sealed, and the next visitor sees nothing of it", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.offer.value !== null, "offered");
  laptop.offline = true;
  await tab.host.offer.value?.accept();
  await tab.host.signOut("/es/");
  expect(await visitorRows()).toEqual([]);
  expect(await laptop.everything()).not.toContain("best");
  laptop.setOffline(false);
  laptop.tab();
  await until(() => school.attemptsOf("ben").length === 2, "arrived");
});

test("forgetting removes everything a visitor left", async () => {
  const tab = laptop.tab();
  await until(() => tab.host.me.value === null, "known");
  await tab.host.forgetVisitor();
  expect([await laptop.names(), tab.host.states.value]).toEqual([[], {}]);
});

test("a session that has ended on the server: the page becomes a visitor's and says so", async () => {
  laptop.session = "gone";
  laptop.here = "stale-value";
  const tab = laptop.tab();
  await tab.run("level-3", "passed", "mine");
  await until(() => tab.host.me.value === null, "nobody");
  await until(async () => (await visitorRows()).includes("visitor/level-3"), "kept as a visitor's");
  expect([laptop.here, tab.host.saved.value]).toEqual([null, "signed-out"]);
  expect(school.asked("/attempts")).toEqual([]);
});
