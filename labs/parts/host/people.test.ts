// One device, several children: whose work is whose, and what the next one can read.
import { afterEach, beforeEach, expect, test } from "vitest";
import { Device, until, virtualNow } from "./testing/device.ts";
import { School } from "./testing/school.ts";

let school: School;
let laptop: Device;

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open());
});
afterEach(async () => {
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});

const programs = (person: string): string[] => school.attemptsOf(person).map((item) => item.program);
const SECRET = "ben-was-here";

/** Ben works, the network goes, he signs out. */
async function benLeavesWorkBehind(): Promise<void> {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  laptop.setOffline(true);
  await tab.run("level-1", "passed", `${SECRET} 1`);
  tab.host.keep("level-2", { words: `${SECRET} draft` });
  await tab.host.signOut("/es/");
  expect([tab.went, tab.stayed]).toEqual([null, "/es/"]);
  expect(tab.wiped).toBe(true);
  tab.kill(); // the lid is closed
}

test("signing out with everything sent leaves nothing of the child on the device", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  await tab.run("level-1", "passed", SECRET);
  await tab.host.signOut("/es/");
  expect(programs("ben")).toEqual([SECRET]);
  expect(school.asked("/sign-out").length).toBe(1);
  expect([laptop.here, await laptop.names()]).toEqual([null, []]);
});

test("signing out faster than the server can say who is here: the work still arrives as Ben's", async () => {
  laptop.signIn("ben");
  school.faults.push({ path: "/me", kind: "slow", milliseconds: 60 });
  const tab = laptop.tab();
  await tab.run("level-1", "passed", SECRET);
  await tab.host.signOut("/es/");
  laptop.tab();
  await until(() => programs("ben").length === 1, "arrived");
  expect(await laptop.everything()).not.toContain(SECRET);
});

test("signing out without network seals at once: nobody can read it, not even who it was for beyond the code", async () => {
  await benLeavesWorkBehind();
  const left = await laptop.everything();
  expect(left).not.toContain(SECRET);
  expect(left).not.toContain("level-1");
  expect((await laptop.names()).map((name) => name.split("/")[0])).toEqual(["leaving", "parcel", "parcel"]);
});

test("Ben's page crashes with work unsent, and Cleo signs in: her page seals what lies there, and brings it home as Ben's", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  laptop.offline = true;
  await tab.run("level-1", "passed", SECRET);
  tab.kill();
  expect(await laptop.everything()).toContain(SECRET);
  laptop.offline = false;
  school.faults.push({ path: "/deposit", kind: "answer", status: 503 });
  laptop.signIn("cleo");
  const cleo = laptop.tab();
  await until(() => school.asked("/deposit").length > 0, "sealed");
  expect(await laptop.everything()).not.toContain(SECRET);
  await until(() => programs("ben").length === 1, "arrived");
  expect([programs("cleo"), cleo.host.states.value]).toEqual([[], {}]);
});

test("news from the network while a page begins does not make it forget whose it is", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  tab.fire("online");
  tab.fire("shown");
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  expect(tab.reloaded).toBe(false);
});

test("what Ben left arrives while Cleo is signed in, as Ben's, without a cookie of hers", async () => {
  await benLeavesWorkBehind();
  laptop.signIn("cleo");
  const cleo = laptop.tab();
  laptop.setOffline(false);
  await until(() => programs("ben").length === 1 && school.drafts.get("ben") !== undefined, "Ben's work arrived");
  await until(async () => !(await laptop.names()).some((name) => name.startsWith("parcel/")), "and is forgotten");
  expect(programs("cleo")).toEqual([]);
  expect(school.asked("/deposit").map(({ cookie, csrf }) => cookie + csrf)).toEqual(["", ""]);
  expect(await cleo.host.resume("level-1")).toBe(null);
  expect(cleo.host.states.value).toEqual({});
  // Signing in again is what counts: the sign-out that Ben left behind must not end Cleo's session.
  expect(school.asked("/sign-out")).toEqual([]);
});

test("a sign-out without network is told to the server as soon as there is one", async () => {
  await benLeavesWorkBehind();
  expect([...school.sessions.values()].map(({ person }) => person)).toEqual(["ben"]);
  laptop.setOffline(false);
  laptop.tab();
  await until(() => school.sessions.size === 0, "the session is over");
  await until(() => programs("ben").length === 1, "and the parcel has arrived");
});

test("a parcel sent twice, or replayed later, changes nothing", async () => {
  await benLeavesWorkBehind();
  school.faults.push({ path: "/deposit", kind: "lost" }, { path: "/deposit", kind: "half" });
  laptop.setOffline(false);
  laptop.tab();
  await until(async () => !(await laptop.names()).some((name) => name.startsWith("parcel/")), "arrived");
  const [first] = school.asked("/deposit");
  await fetch(`${laptop.origin}/deposit`, { method: "POST", body: first?.body ?? "" });
  expect(programs("ben")).toEqual([`${SECRET} 1`]);
});

test("a ticket that is over keeps the parcel for its owner's next sign-in", async () => {
  await benLeavesWorkBehind();
  school.ticketsOver = true;
  laptop.setOffline(false);
  laptop.signIn("cleo");
  const cleo = laptop.tab();
  await until(() => school.asked("/deposit").length === 2, "both were tried");
  await new Promise((done) => setTimeout(done, 100));
  expect(school.asked("/deposit").length).toBe(2);
  expect(programs("ben")).toEqual([]);
  await cleo.host.signOut("/es/");
  laptop.signIn("ben");
  laptop.tab();
  await until(() => programs("ben").length === 1, "arrived with Ben's cookie");
  await until(async () => !(await laptop.names()).some((name) => name.startsWith("parcel/")), "forgotten");
});

test("a forged parcel is given up; a parcel that cannot be sent for four weeks too", async () => {
  await benLeavesWorkBehind();
  const store = laptop.store();
  const rows = await store.read(["parcel/"]);
  const [first, second] = [...rows];
  await store.change([], () => ({ put: [[first?.[0] ?? "", { ...(first?.[1] as object), sealed: "AAAA" }], [second?.[0] ?? "", { ...(second?.[1] as object), at: virtualNow() - 29 * 86_400_000 }]], result: undefined }));
  laptop.setOffline(false);
  laptop.tab();
  await until(async () => !(await laptop.names()).some((name) => name.startsWith("parcel/")), "given up");
  expect(programs("ben")).toEqual([]);
});

test("a page from the back-forward cache: another child's is wiped before any answer, the same child's stays", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  tab.fire("returned");
  await until(() => school.asked("/me").length === 2, "asked again");
  expect([tab.wiped, tab.reloaded]).toEqual([false, false]);
  laptop.offline = true;
  laptop.signIn("cleo");
  tab.fire("returned");
  expect(tab.wiped).toBe(true);
  await until(() => tab.reloaded, "begun anew");
  expect(tab.host.me.value).toBe(undefined);
});

test("the page's child is not the session's: nothing is kept for the wrong one, the work is its maker's", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  laptop.signIn("cleo");
  await tab.run("level-1", "passed", SECRET);
  await until(() => tab.reloaded, "wiped and begun anew");
  expect(tab.wiped).toBe(true);
  expect(await laptop.everything()).not.toContain(SECRET);
  laptop.tab();
  await until(() => programs("ben").length === 1, "deposited for Ben");
  expect(programs("cleo")).toEqual([]);
});

test("the teacher signs Ben out: what he just made still arrives", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  school.signOutEverywhere("ben");
  await tab.run("level-1", "passed", "last run");
  await until(() => tab.reloaded, "wiped");
  expect(laptop.here).toBe(null);
  laptop.tab();
  await until(() => programs("ben").length === 1, "deposited");
});

test("signing out in one tab wipes the other", async () => {
  laptop.signIn("ben");
  const [one, two] = [laptop.tab(), laptop.tab()];
  await until(() => one.host.me.value?.code === "ben" && two.host.me.value?.code === "ben", "Ben is here");
  await one.host.signOut("/es/");
  await until(() => two.wiped && two.reloaded, "the other tab knows");
});

test("work made before the page could learn who is here is that sign-in's", async () => {
  laptop.signIn("ben");
  laptop.offline = true;
  const tab = laptop.tab();
  await tab.run("level-1", "tried", "early");
  tab.kill();
  laptop.setOffline(false);
  laptop.tab();
  await until(() => programs("ben").length === 1, "arrived as Ben's");
});

test("a token that is over is renewed once, without losing anything", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "Ben is here");
  school.sessions.set(laptop.session, { person: "ben", csrf: "another" });
  await tab.run("level-1");
  await until(() => programs("ben").length === 1, "arrived");
  expect(school.asked("/attempts").map(({ csrf }) => csrf)).toEqual(["csrf-1", "another"]);
});
