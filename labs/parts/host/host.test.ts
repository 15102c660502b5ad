import { afterEach, beforeEach, expect, test } from "vitest";
import { Device, until, virtualNow, type DeviceOptions } from "./testing/device.ts";
import { School } from "./testing/school.ts";

let school: School;
let origin: string;
let devices: Device[];

beforeEach(async () => {
  school = new School(virtualNow);
  origin = await school.open();
  devices = [];
});
afterEach(async () => {
  for (const device of devices) for (const tab of device.tabs) if (!tab.dead) tab.kill();
  await school.close();
});

function device(options: DeviceOptions = {}): Device {
  const made = new Device(school, origin, options);
  devices.push(made);
  return made;
}
const programs = (person: string): string[] => school.attemptsOf(person).map((item) => item.program);

test("a run arrives once, with everything the contract names, and leaves the device", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await tab.run("level-1", "perfect", '{"blocks":1}');
  await until(() => tab.host.saved.value === "saved" && school.attemptsOf("ben").length === 1, "saved");
  const [item] = school.attemptsOf("ben");
  expect(item).toMatchObject({ lesson: "lesson-1", level: "level-1", program: '{"blocks":1}', outcome: "perfect", mistake: null, said: { key: "maze.wall", values: { block: 4 } }, blocks: 3, hints: 0, seconds: 7, fromBrowser: false });
  expect(item?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(school.asked("/attempts").map(({ language, csrf }) => [language, csrf])).toEqual([["es", "csrf-1"]]);
  // The sender gives its turn back just after the answer.
  await until(async () => (await laptop.names()).every((name) => name.startsWith("person/")), "nothing of it left on the device");
  expect(tab.host.states.value).toEqual({ "level-1": 3 });
});

test("a visitor asks nothing, sends nothing, and leaves nothing before the first run [GEN-02]", async () => {
  const laptop = device();
  const tab = laptop.tab();
  expect(await tab.host.resume("level-1")).toBe(null);
  await tab.host.flush();
  await new Promise((done) => setTimeout(done, 50));
  expect(await laptop.database.databases()).toEqual([]);
  await tab.run("level-1", "passed");
  tab.host.keep("level-2", { blocks: 2 });
  tab.fire("hidden");
  tab.fire("leaving");
  await until(async () => (await laptop.names()).length === 2, "kept in the browser");
  expect(school.heard).toEqual([]);
  expect([tab.host.me.value, tab.host.saved.value, tab.host.states.value]).toEqual([null, "signed-out", { "level-1": 2 }]);
  const later = laptop.tab("level-2");
  expect(await later.host.resume("level-2")).toMatchObject({ program: '{"blocks":2}', from: "visitor" });
  expect(await later.host.resume("level-1")).toMatchObject({ from: "visitor" });
});

test("ten minutes without network: everything lands once, in order, and the tick says so all the while", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "signed in");
  laptop.setOffline(true);
  const made: string[] = [];
  for (let run = 0; run < 60; run += 1) {
    made.push(`{"run":${run}}`);
    await tab.run(`level-${run % 3}`, "tried", made.at(-1));
  }
  await until(() => tab.host.saved.value === "waiting", "waiting");
  await new Promise((done) => setTimeout(done, 300));
  expect(school.attemptsOf("ben")).toEqual([]);
  laptop.setOffline(false);
  await until(() => tab.host.saved.value === "saved", "saved");
  expect(programs("ben")).toEqual(made);
  const times = school.attemptsOf("ben").map((item) => item.madeAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

for (const kind of ["cut", "lost", "half", "portal", "html-error"] as const)
  test(`an answer that is ${kind} is no answer: sent again, kept once`, async () => {
    const laptop = device();
    laptop.signIn("ben");
    const tab = laptop.tab();
    school.faults.push({ path: "/attempts", kind }, { path: "/attempts", kind });
    await tab.run("level-1", "tried", "one");
    await tab.run("level-1", "passed", "two");
    await until(() => tab.host.saved.value === "saved" && programs("ben").length === 2, "saved");
    expect(programs("ben")).toEqual(["one", "two"]);
    expect(school.asked("/attempts").length).toBeGreaterThan(2);
  });

test("a crash between sending and the answer: the next page sends again, the server keeps one", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  school.faults.push({ path: "/attempts", kind: "slow", milliseconds: 150 });
  await tab.run("level-1", "tried", "one");
  await until(() => school.asked("/attempts").length === 1, "on its way");
  tab.kill();
  const next = laptop.tab();
  await until(() => school.asked("/attempts").length === 2 && next.host.saved.value === "saved", "sent again");
  expect(programs("ben")).toEqual(["one"]);
});

test("the server says slow down: left alone until then, whatever the child does", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  school.faults.push({ path: "/attempts", kind: "answer", status: 429, body: { refused: "slow-down", sentence: "Slow" }, headers: { "Retry-After": "20" } });
  await tab.run("level-1", "tried", "one");
  await until(() => tab.host.saved.value === "waiting", "waiting");
  const asked = virtualNow();
  await tab.run("level-1", "tried", "two");
  tab.fire("online");
  tab.fire("shown");
  await until(() => programs("ben").length === 2, "saved");
  expect(virtualNow() - asked).toBeGreaterThan(18_000);
  expect(school.asked("/attempts").length).toBe(2);
});

test("a server that answers and names nothing is not asked without end", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  for (let time = 0; time < 3; time += 1) school.faults.push({ path: "/attempts", kind: "answer", status: 200, body: { kept: [], refused: [], states: {}, now: virtualNow() } });
  const from = virtualNow();
  await tab.run("level-1", "tried", "one");
  await until(() => programs("ben").length === 1, "arrived");
  expect(virtualNow() - from).toBeGreaterThan(3000);
});

test("500s, 503, 507: patience grows, nothing is lost", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  for (const status of [500, 503, 507]) school.faults.push({ path: "/attempts", kind: "answer", status });
  const from = virtualNow();
  await tab.run("level-1");
  await until(() => tab.host.saved.value === "saved" && programs("ben").length === 1, "saved");
  expect(virtualNow() - from).toBeGreaterThan(3000);
});

test("a request that is too large is halved until it fits", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "signed in");
  laptop.setOffline(true);
  for (let run = 0; run < 12; run += 1) await tab.run("level-1", "tried", "x".repeat(1000) + run);
  school.largestBody = 5000;
  laptop.setOffline(false);
  await until(() => tab.host.saved.value === "saved", "saved");
  expect(programs("ben").map((program) => program.slice(1000))).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]);
});

test("one that can never be taken is set aside with its sentence; its neighbours land", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  school.removedLevels.add("level-gone");
  await tab.run("level-1", "tried", "one");
  await tab.run("level-gone", "tried", "two");
  await tab.run("level-1", "tried", "three");
  await until(() => tab.host.problems.value.length === 1, "set aside");
  await until(() => programs("ben").length === 2, "the others");
  expect(programs("ben")).toEqual(["one", "three"]);
  expect(tab.host.problems.value[0]).toMatchObject({ level: "level-gone", sentence: "This puzzle is gone.", key: "host.set-aside" });
  expect([tab.host.saved.value, tab.host.savedSentence.value]).toEqual(["problem", "host.set-aside"]);
  await tab.host.putAway(tab.host.problems.value[0]?.id ?? "");
  expect(tab.host.saved.value).toBe("saved");
});

test("a program larger than the server takes is not queued, and the child is told", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await tab.run("level-1", "tried", "x".repeat(1_000_000));
  expect(tab.host.problems.value.map(({ key }) => key)).toEqual(["host.too-large"]);
  await tab.run("level-1", "passed", "small");
  await until(() => programs("ben").length === 1, "the next one is saved");
});

test("two tabs send everything once", async () => {
  for (const locks of [true, false]) {
    const laptop = device({ locks });
    laptop.signIn(`ben-${locks}`);
    const [one, two] = [laptop.tab(), laptop.tab()];
    await Promise.all(Array.from({ length: 20 }, async (_, run) => (run % 2 === 0 ? one : two).run("level-1", "tried", `run ${run}`)));
    await until(() => one.host.saved.value === "saved" && two.host.saved.value === "saved" && programs(`ben-${locks}`).length === 20, "saved");
    const sent = school.asked("/attempts").flatMap(({ body }) => {
      const batch = JSON.parse(body) as { person: string; attempts: { id: string }[] };
      return batch.person === `ben-${locks}` ? batch.attempts.map(({ id }) => id) : [];
    });
    expect(sent.length).toBe(20);
    expect(new Set(sent).size).toBe(20);
  }
});

test("the tab that sends is closed in the middle: the other one goes on", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const [one, two] = [laptop.tab(), laptop.tab()];
  await until(() => one.host.me.value?.code === "ben" && two.host.me.value?.code === "ben", "signed in");
  school.faults.push({ path: "/attempts", kind: "slow", milliseconds: 200 });
  await one.run("level-1", "tried", "one");
  await until(() => school.asked("/attempts").length === 1, "sending");
  await two.run("level-1", "tried", "two");
  one.kill();
  await until(() => programs("ben").length === 2 && two.host.saved.value === "saved", "saved");
  expect(programs("ben")).toEqual(["one", "two"]);
});

test("a clock that is wrong by days: times are the server's, and stay in order when it is set while the page is open", async () => {
  const laptop = device({ skew: -3 * 86_400_000 });
  laptop.signIn("ben");
  const tab = laptop.tab();
  await tab.run("level-1", "tried", "before anything is known");
  await until(() => programs("ben").length === 1, "saved");
  await tab.run("level-1", "tried", "afterwards");
  laptop.skew = 5 * 86_400_000;
  await tab.run("level-1", "tried", "clock set");
  await until(() => programs("ben").length === 3, "saved");
  const times = school.attemptsOf("ben").map((item) => item.madeAt);
  for (const time of times) expect(Math.abs(time - virtualNow())).toBeLessThan(60_000);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("a full disk: the work lives in the page, the child is told, and it arrives", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "signed in");
  laptop.setOffline(true);
  laptop.room = 0;
  await tab.run("level-1", "tried", "one");
  await tab.run("level-1", "tried", "two");
  expect([tab.host.saved.value, tab.host.savedSentence.value]).toEqual(["problem", "host.device-full"]);
  laptop.setOffline(false);
  await until(() => programs("ben").length === 2, "arrived all the same");
  laptop.room = Infinity;
  await tab.run("level-1", "tried", "three");
  await until(() => tab.host.saved.value === "saved" && programs("ben").length === 3, "saved");
  expect(programs("ben")).toEqual(["one", "two", "three"]);
});

test("unrun work goes on at another device, and the newest by time made wins [LRN-02]", async () => {
  const school1 = device();
  school1.signIn("ben");
  const tab = school1.tab();
  await tab.run("level-1", "tried", '{"run":1}');
  await until(() => tab.host.saved.value === "saved", "saved");
  tab.host.keep("level-1", { edited: true });
  expect(tab.host.saved.value).toBe("saving");
  await until(() => school.drafts.get("ben")?.get("level-1")?.program === '{"edited":true}', "draft arrived after a pause");
  const home = device();
  home.signIn("ben");
  expect(await home.tab().host.resume("level-1")).toMatchObject({ program: '{"edited":true}', from: "server" });
  await tab.run("level-1", "tried", '{"run":2}');
  await until(() => programs("ben").length === 2, "arrived");
  const again = home.tab("level-2");
  expect(await again.host.resume("level-1")).toMatchObject({ program: '{"run":2}', from: "server" });
});

test("a page that is left takes its edit along", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.me.value?.code === "ben", "signed in");
  tab.host.keep("level-1", { last: "edit" });
  tab.fire("leaving");
  await until(() => school.drafts.get("ben")?.get("level-1")?.program === '{"last":"edit"}', "arrived");
});

test("without network the device's own newest work is gone on with", async () => {
  const laptop = device();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await tab.run("level-1", "tried", '{"run":1}');
  await until(() => tab.host.saved.value === "saved", "saved");
  laptop.setOffline(true);
  await tab.run("level-1", "tried", '{"run":2}');
  tab.kill();
  expect(await laptop.tab().host.resume("level-1")).toMatchObject({ program: '{"run":2}', from: "device" });
});
