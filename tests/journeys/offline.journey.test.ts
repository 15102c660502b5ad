// The network goes, the server dies, tabs and devices are many, clocks are wrong, a child leaves in a hurry: everything a pupil
// made arrives once, in order, at the right pupil (LRN-01, DAT-13..16).
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blocksReady, build, nextLevel, openBrowser, openDevice, openLevel, rowsIn, saying, solve, waitingRuns, type Device } from "./browser.ts";
import { addPupils, cardsOf, comeIn, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type Card, type KeptAttempt, type School, type Work } from "./school.ts";

const [perfect, tried] = [3, 1];
const away = "Kept on this device. It will be sent when the network is back.";
const hours = 3_600_000;

let school: School;
let browser: Browser;
let ada: Device;
let digits = "";
let cardOf: (name: string) => Card;

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open" }), openBrowser()]);
  ada = await openDevice(browser, school.address);
  await signUp(ada.page, "Ada", "ada@school.example");
  const section = await openClass(ada.page, "5b");
  await addPupils(ada.page, ["Ben", "Cleo", "Dalia", "Elif", "Finn"]);
  digits = await startClass(ada.page, section);
  cardOf = await cardsOf(school);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** A device on which this pupil has come in. */
async function deviceOf(name: string, before?: string): Promise<Device> {
  const device = await openDevice(browser, school.address, { viewport: { width: 1100, height: 760 } });
  if (before !== undefined) await device.context.addInitScript(before);
  await comeIn(device.page, digits, cardOf(name));
  return device;
}

async function workOf(name: string): Promise<Work> {
  const work = (await school.work()).get(name);
  if (!work) throw new Error(name);
  return work;
}

const ids = (attempts: readonly KeptAttempt[]): string[] => attempts.map(({ id }) => id);
const saved = (device: Device): Promise<void> => expect.poll(() => saying(device.page), { timeout: 40_000 }).toBe("Saved");

/** Every attempt once, none of another pupil's, and those made later arrived later. */
function inOrder(attempts: readonly KeptAttempt[]): void {
  expect(new Set(ids(attempts)).size).toBe(attempts.length);
  const arrivals = attempts.map(({ keptAt }) => keptAt);
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
}

it("lets a pupil go on through three levels without network, says so kindly, and sends everything once and in order", async () => {
  const ben = await deviceOf("Ben");
  const { page } = ben;
  await openLevel(page, 1);
  const lesson = page.waitForResponse((answer) => answer.url().endsWith("lesson.json"));
  await build(page, "move forward", "move forward");
  await solve(page);
  await (await lesson).finished();
  await saved(ben);

  await ben.context.setOffline(true);
  await nextLevel(page);
  await build(page, "move forward");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await expect.poll(() => saying(page)).toBe(away);
  await page.click("[data-run]");
  await build(page, "move forward", "turn right", "move forward", "move forward");
  await solve(page);
  await nextLevel(page);
  await build(page, "move forward", "move forward", "turn left", "move forward", "turn right", "move forward", "move forward");
  await solve(page);
  await nextLevel(page);
  expect(await page.textContent("h1")).toBe("Two fireflies");
  expect(await saying(page)).toBe(away);

  await expect.poll(async () => (await waitingRuns(page)).length).toBe(3);
  const waiting = await waitingRuns(page);
  expect((await workOf("Ben")).attempts.length).toBe(1);

  await ben.context.setOffline(false);
  await saved(ben);
  const { attempts, levels } = await workOf("Ben");
  expect(ids(attempts).slice(1)).toEqual(waiting);
  expect(attempts.map(({ outcome }) => outcome)).toEqual([perfect, tried, perfect, perfect]);
  inOrder(attempts);
  expect(Object.values(levels).map(({ state }) => state)).toEqual([perfect, perfect, perfect]);
  expect(await waitingRuns(page)).toEqual([]);
  expect(ben.wrong).toEqual([]);
  await ben.close();
});

it("keeps what was made while the server was dead, and what it had taken without being able to say so", async () => {
  const ben = await deviceOf("Ben");
  const { page } = ben;
  await openLevel(page, 4);
  // The server takes the run, and its answer is lost on the way: the same is sent again and must not count twice.
  let lost = 0;
  await page.route("**/attempts", async (route) => {
    if (lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    } else await route.continue();
  });
  const before = (await workOf("Ben")).attempts.length;
  await build(page, "move forward", "turn left");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await expect.poll(() => lost).toBe(1);
  await expect.poll(() => ben.asked.filter((line) => line === "POST /attempts").length).toBeGreaterThanOrEqual(2);
  await saved(ben);
  expect((await workOf("Ben")).attempts.length).toBe(before + 1);

  await school.kill();
  await page.click("[data-run]");
  await build(page, "turn left", "move forward", "turn left", "move forward", "turn right", "move forward");
  await solve(page);
  await expect.poll(() => saying(page), { timeout: 20_000 }).toBe(away);
  await expect.poll(async () => (await waitingRuns(page)).length).toBe(1);
  const waiting = await waitingRuns(page);
  await school.start();
  await saved(ben);
  const { attempts } = await workOf("Ben");
  expect(ids(attempts).slice(-1)).toEqual(waiting);
  expect(attempts.length).toBe(before + 2);
  inOrder(attempts);
  expect(ben.wrong).toEqual([]);
  await ben.close();
});

it("brings home what a page kept elsewhere because the device's disk was too slow for it, also when it was closed without network", async () => {
  // IndexedDB never answers the page that says so in its address, as on a disk that does too much at once.
  const ben = await deviceOf("Ben", 'if (location.search === "?slow") IDBFactory.prototype.open = () => ({});');
  const slow = await ben.context.newPage();
  await slow.goto("/en/learn/maze/5/?slow");
  await blocksReady(slow);
  await expect.poll(() => saying(slow), { timeout: 20_000 }).toBe("Saved");
  const fail = async (text: string): Promise<void> => {
    await build(slow, text);
    await slow.click("[data-run]");
    await slow.waitForSelector(".level-note-wrong");
    await slow.click("[data-run]");
  };
  await fail("turn left");
  await expect.poll(() => saying(slow), { timeout: 20_000 }).toBe("Saved");
  const before = ids((await workOf("Ben")).attempts);
  await ben.context.setOffline(true);
  await fail("turn right");
  // Asked of the other page: in this one nobody gets an answer.
  const elsewhere = (): Promise<string[]> => ben.page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("homeroom/attempt/")));
  await expect.poll(async () => (await elsewhere()).length).toBe(1);
  const waiting = await waitingRuns(ben.page);
  await slow.close();

  await ben.context.setOffline(false);
  await openLevel(ben.page, 6);
  await saved(ben);
  await expect.poll(async () => ids((await workOf("Ben")).attempts), { interval: 1_000 }).toEqual([...before, ...waiting]);
  expect(await ben.page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("homeroom/")))).toEqual([]);
  expect(ben.wrong).toEqual([]);
  await ben.close();
});

it("sends the work of two tabs once, also of the one that was closed without network", async () => {
  const cleo = await deviceOf("Cleo");
  const first = cleo.page;
  const second = await cleo.context.newPage();
  await openLevel(first, 1);
  await openLevel(second, 2);
  const fail = async (page: typeof first, ...texts: string[]): Promise<void> => {
    await build(page, ...texts);
    await page.click("[data-run]");
    await page.waitForSelector(".level-note-wrong");
    await page.click("[data-run]");
  };
  await fail(first, "move forward");
  await fail(second, "move forward");
  await saved(cleo);
  await expect.poll(() => saying(second)).toBe("Saved");
  const before = ids((await workOf("Cleo")).attempts);
  expect(before.length).toBe(2);

  await cleo.context.setOffline(true);
  await fail(second, "turn left");
  await fail(first, "turn left");
  await fail(first, "turn left");
  await fail(second, "move forward");
  await expect.poll(async () => (await waitingRuns(first)).length).toBe(4);
  const waiting = await waitingRuns(first);
  await second.close();
  await cleo.context.setOffline(false);
  const third = await cleo.context.newPage();
  await openLevel(third, 3);
  await saved(cleo);
  await expect.poll(() => saying(third)).toBe("Saved");
  const { attempts, levels } = await workOf("Cleo");
  expect(ids(attempts)).toEqual([...before, ...waiting]);
  inOrder(attempts);
  expect(Object.values(levels).map(({ tries }) => tries)).toEqual([3, 3]);
  expect(cleo.wrong).toEqual([]);
  await cleo.close();
});

it("takes the newest program by the time it was made, on devices whose clocks are hours wrong, and keeps the best state ever [LRN-02]", async () => {
  const shifted = (by: number): string => `{
    const [real, now] = [Date, Date.now];
    const moved = () => now() + ${String(by)};
    globalThis.Date = class extends real { constructor(...all) { if (all.length === 0) super(moved()); else super(...all); } static now() { return moved(); } };
  }`;
  const fast = await deviceOf("Dalia", shifted(5 * hours));
  await openLevel(fast.page, 1);
  expect(Math.abs((await fast.page.evaluate("Date.now()") as number) - Date.now() - 5 * hours)).toBeLessThan(60_000);
  await build(fast.page, "move forward", "move forward");
  await solve(fast.page);
  await saved(fast);

  await fast.context.setOffline(true);
  await fast.page.getByRole("button", { name: "Stay here" }).click();
  await fast.page.getByRole("button", { name: "Start over" }).click();
  await build(fast.page, "turn left");
  await fast.page.click("[data-run]");
  await fast.page.waitForSelector(".level-note-wrong");

  const slow = await deviceOf("Dalia", shifted(-5 * hours));
  await openLevel(slow.page, 1);
  // She goes on where the first device stopped when it last had a network.
  await expect.poll(() => slow.page.textContent(".level-count")).toContain("2 of 2");
  await slow.page.getByRole("button", { name: "Start over" }).click();
  await build(slow.page, "turn right");
  await slow.page.click("[data-run]");
  await slow.page.waitForSelector(".level-note-wrong");
  await saved(slow);
  await fast.context.setOffline(false);
  await saved(fast);

  const { attempts, levels } = await workOf("Dalia");
  expect(attempts.map(({ program }) => (program.includes("maze_right") ? "right" : program.includes("maze_left") ? "left" : "straight"))).toEqual(["straight", "left", "right"]);
  for (const { madeAt } of attempts) expect(Math.abs(madeAt - Date.now())).toBeLessThan(10 * 60_000);
  const [level] = Object.values(levels);
  expect(level?.newest).toContain("maze_right");
  expect(level?.state).toBe(perfect);
  await slow.page.reload();
  await blocksReady(slow.page);
  await expect.poll(() => slow.page.textContent(".level-count")).toContain("1 of 2");
  for (const device of [fast, slow]) {
    expect(device.wrong).toEqual([]);
    await device.close();
  }
});

it("seals the unsent work of a child who signs out without network, so that it reaches her and the next child sees nothing of it", async () => {
  const device = await deviceOf("Elif");
  const { page } = device;
  await openLevel(page, 1);
  const lesson = page.waitForResponse((answer) => answer.url().endsWith("lesson.json"));
  await build(page, "turn right");
  await page.click("[data-run]");
  await (await lesson).finished();
  await saved(device);
  const before = (await workOf("Elif")).attempts.length;
  const others = (await workOf("Cleo")).attempts.length;

  await device.context.setOffline(true);
  await page.click("[data-run]");
  await build(page, "turn right", "turn right");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await expect.poll(async () => (await waitingRuns(page)).length).toBe(1);
  const [waiting] = await waitingRuns(page);
  await page.getByRole("button", { name: "Sign out Elif" }).click();
  await expect.poll(() => page.locator(".level-page").count().catch(() => 0)).toBe(0);
  await expect.poll(async () => (await device.context.cookies()).map(({ name }) => name)).not.toContain("here");
  const after = await device.context.newPage();
  await page.close();

  // The network is back, and the next child sits down. Nobody is Elif any more, though the server could not be told.
  await device.context.setOffline(false);
  await after.goto("/en/home/");
  expect(new URL(after.url()).pathname).not.toBe("/en/home/");
  expect(await after.textContent("body")).not.toContain("Elif");
  await comeIn(after, digits, cardOf("Cleo"));
  await blocksReady(after);
  await expect.poll(() => after.textContent(".level-person-name")).toBe("Cleo");
  await expect.poll(() => saying(after)).toBe("Saved");
  expect(await after.textContent("body")).not.toContain("Elif");
  for (const [name, row] of Object.entries(await rowsIn(after))) {
    // A parcel may still be on its way; it says whose it is by the public code, and nothing of what is in it.
    if (!name.startsWith("parcel/")) expect(name + JSON.stringify(row)).not.toContain(cardOf("Elif").code);
    expect(JSON.stringify(row)).not.toContain("maze_");
    expect(JSON.stringify(row)).not.toContain(waiting);
  }

  await expect.poll(async () => (await workOf("Elif")).attempts.length, { timeout: 30_000, interval: 2_000 }).toBe(before + 1);
  const { attempts } = await workOf("Elif");
  expect(attempts.at(-1)?.id).toBe(waiting);
  inOrder(attempts);
  expect((await workOf("Cleo")).attempts.length).toBe(others);
  expect(Object.keys(await rowsIn(after)).filter((name) => name.startsWith("parcel/"))).toEqual([]);
  expect(device.wrong).toEqual([]);
  await device.close();
});

it("signs out on a page without a puzzle just as carefully: unsent work is sealed, the page says so in place, and it goes on by itself", async () => {
  const device = await deviceOf("Finn");
  const { page } = device;
  const before = (await workOf("Finn")).attempts.length;
  await openLevel(page, 1);
  await build(page, "turn right");
  await page.route("**/attempts", (route) => route.abort());
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await expect.poll(async () => (await waitingRuns(page)).length).toBe(1);
  const [waiting] = await waitingRuns(page);
  // What the page leaves behind for the next one takes the same way.
  const sealing = page.waitForResponse((answer) => answer.url().includes("/assets/seal-"));
  await page.goto("/en/home/");
  await (await sealing).finished();
  await page.waitForLoadState("networkidle");
  await device.context.setOffline(true);
  await page.getByRole("button", { name: "Sign out Finn" }).click();
  await page.getByRole("heading", { name: "You are signed out on this device" }).waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await page.waitForTimeout(300);
  expect(await page.textContent("h1")).toBe("You are signed out on this device");
  expect(await page.textContent("body")).not.toContain("Finn");
  expect((await device.context.cookies()).map(({ name }) => name)).not.toContain("here");
  const rows = await rowsIn(page);
  expect(Object.keys(rows).map((name) => name.split("/")[0]).sort()).toEqual(["leaving", "parcel"]);
  expect(JSON.stringify(rows)).not.toContain(waiting);

  await device.context.setOffline(false);
  await page.waitForURL("**/en/class/");
  expect(await page.textContent("body")).not.toContain("Finn");
  await expect.poll(async () => (await workOf("Finn")).attempts.length, { timeout: 30_000, interval: 2_000 }).toBe(before + 1);
  expect((await workOf("Finn")).attempts.at(-1)?.id).toBe(waiting);
  expect(device.wrong).toEqual([]);
  await device.close();
});
