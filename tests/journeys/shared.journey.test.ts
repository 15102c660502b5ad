// One computer, two children, the back-forward cache on: the second sees nothing of the first, and the browser holds nothing that is
// not declared (TRK-03, CLS-05).
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addBlock, blocksReady, build, openBrowser, openDevice, openLevel, rowsIn, saying, type Device } from "./browser.ts";
import { addPupils, cardsOf, comeIn, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type Card, type School } from "./school.ts";

let school: School;
let browser: Browser;
let ada: Device;
let section = "";
let digits = "";
let cardOf: (name: string) => Card;

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open" }), openBrowser()]);
  ada = await openDevice(browser, school.address);
  await signUp(ada.page, "Ada", "ada@school.example");
  section = await openClass(ada.page, "5b");
  await addPupils(ada.page, ["Ben", "Cleo"]);
  digits = await startClass(ada.page, section);
  cardOf = await cardsOf(school);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** The first thing that is painted of a page that comes out of the back-forward cache, told to `seen`. */
const firstPaint = `addEventListener("pageshow", (event) => {
  if (event.persisted) requestAnimationFrame(() => window.seen(document.body.innerText));
});`;

/** Back, as its button does it. A page out of the cache is never loaded, so there is no loading to wait for. */
async function goBack(page: Page): Promise<void> {
  for (;;) {
    try {
      await page.goBack({ waitUntil: "commit" });
      return;
    } catch (problem) {
      // A page that comes out of the cache loads itself again at once: not a moment to press Back.
      if (!String(problem).includes("Not attached")) throw problem;
      await page.waitForTimeout(200);
    }
  }
}

/** Signs of Ben that no page may show to anybody else. His name alone may stand on the tiles of his class. */
const ofBen = /Hello,? Ben|Sign out Ben|Ben is signed in|I am not Ben|I am Ben/;

/** Nothing of Ben is on this page, once it has settled: not his name in the corner, no solved or tried level, no block of his. */
async function showsNothingOfBen(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.readyState).catch(() => "on its way"), { timeout: 20_000 }).toBe("complete");
  if (/\/learn\/[a-z]+\/\d+\/$/.test(new URL(page.url()).pathname)) {
    await blocksReady(page);
    await expect.poll(() => saying(page), { timeout: 20_000 }).toMatch(/^(Saved|Kept only in this browser)/);
    expect(await page.locator(".level-person-name").allTextContents()).not.toContain("Ben");
    expect(await page.textContent(".level-bar-row")).not.toMatch(/Tried|Solved/);
    expect(await page.textContent(".level-count")).toContain("0 of");
  }
  expect(await page.textContent("body")).not.toMatch(ofBen);
}

/** Ben works on a fresh device that tells what it paints, and looks at his other pages. `found`: what he finds of his work. */
async function afterBen(found: string): Promise<{ device: Device; painted: string[] }> {
  const device = await openDevice(browser, school.address);
  const { page } = device;
  const painted: string[] = [];
  await device.context.exposeBinding("seen", (_source, text: string) => { painted.push(text); });
  await device.context.addInitScript(firstPaint);
  await comeIn(page, digits, cardOf("Ben"));
  await blocksReady(page);
  await expect.poll(() => saying(page)).toBe("Saved");
  await expect.poll(() => page.textContent(".level-count")).toContain(found);
  await build(page, "turn left");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await expect.poll(() => saying(page)).toBe("Saved");
  await page.goto("/en/mine/");
  expect(await page.textContent("body")).toContain("Sign out Ben");
  // The cache is really on: Ben himself finds his page as he left it.
  await goBack(page);
  await expect.poll(() => painted.length).toBe(1);
  expect(painted[0]).toContain("Ben");
  await page.goto("/en/home/");
  painted.length = 0;
  return { device, painted };
}

/** Presses Back until the first page of all; every page on the way shows nothing of Ben, not even for the first moment. */
async function backThroughEverything({ page }: Device, painted: readonly string[]): Promise<void> {
  const steps = await page.evaluate("history.length") as number;
  const passed: string[] = [];
  for (let step = 1; step < steps; step += 1) {
    await goBack(page);
    if (page.url() === "about:blank") break;
    await showsNothingOfBen(page);
    passed.push(new URL(page.url()).pathname);
  }
  expect(passed.some((path) => path.endsWith("/learn/maze/1/"))).toBe(true);
  expect(painted.length).toBeGreaterThan(0);
  for (const text of painted) expect(text).not.toMatch(ofBen);
}

it("shows nothing of Ben to whoever presses Back after he said that it is not him any more", async () => {
  const { device, painted } = await afterBen("0 of 2");
  const { page } = device;
  await page.goto("/en/class/");
  expect(await page.textContent("main")).toContain("Ben is signed in here.");
  await page.getByRole("button", { name: "I am not Ben" }).click();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  expect((await device.context.cookies()).map(({ name }) => name)).toEqual([]);
  await backThroughEverything(device, painted);
  expect(device.wrong).toEqual([]);
  await device.close();
});

it("shows Cleo nothing of Ben, who signed out on his level page, wherever Back leads", async () => {
  const { device, painted } = await afterBen("1 of 2");
  const { page } = device;
  await openLevel(page, 1);
  await expect.poll(() => page.textContent(".level-person-name")).toBe("Ben");
  const bens = await device.context.cookies();
  await page.getByRole("button", { name: "Sign out Ben" }).click();
  await page.waitForURL(/\/class\/$/);
  expect((await device.context.cookies()).map(({ name }) => name)).toEqual([]);

  await comeIn(page, digits, cardOf("Cleo"));
  await blocksReady(page);
  await expect.poll(() => page.textContent(".level-person-name")).toBe("Cleo");
  await showsNothingOfBen(page);
  const cleos = await device.context.cookies();
  for (const [name, hidden] of [["homeroom", true], ["here", false]] as const) {
    const [before, now] = [bens, cleos].map((all) => all.find((one) => one.name === name));
    expect(now?.value).toBeTruthy();
    expect(now?.value).not.toBe(before?.value);
    expect([now?.httpOnly, now?.sameSite]).toEqual([hidden, "Lax"]);
  }
  expect(JSON.stringify(await rowsIn(page))).not.toContain(cardOf("Ben").code);
  await backThroughEverything(device, painted);
  expect(device.wrong).toEqual([]);
  await device.close();
});

it("leads Back at the door to pages that can be used, never to the question whether to send a form again", async () => {
  const device = await openDevice(browser, school.address);
  const { page } = device;
  const usable = async (path: string): Promise<void> => {
    await goBack(page);
    await page.waitForURL(`**${path}`, { waitUntil: "commit" });
    await page.locator("main form:visible").first().waitFor();
  };
  await page.goto("/en/class/");
  await page.fill("#code", "0000");
  await page.getByRole("button", { name: "Go in" }).click();
  await page.locator("#wrong").waitFor();
  await page.fill("#code", digits);
  await page.getByRole("button", { name: "Go in" }).click();
  await page.getByRole("button", { name: "Ben" }).click();
  await page.getByRole("heading", { name: "Hello Ben" }).waitFor();
  // The names, the wrong code, the first page.
  for (let step = 0; step < 3; step += 1) await usable("/en/class/");
  await page.locator("#code").waitFor();

  await page.goto("/en/sign-in/");
  await page.fill("[name=email]", "ada@school.example");
  await page.fill("[name=password]", "not her password");
  await page.locator("main form button[type=submit]").click();
  await page.locator("[role=alert]").first().waitFor();
  await page.goto("/en/learn/");
  await usable("/en/sign-in/");
  expect(await page.inputValue("[name=password]")).toBe("");
  await page.reload();
  await page.locator("[name=password]").waitFor();
  expect(device.asked.filter((one) => one.startsWith("POST")).length).toBe(4);
  expect(device.wrong).toEqual([]);
  await device.close();
});

it("wipes a level page that is still open in another tab when somebody else signs in", async () => {
  const device = await openDevice(browser, school.address);
  await comeIn(device.page, digits, cardOf("Ben"));
  await blocksReady(device.page);
  await expect.poll(() => device.page.textContent(".level-person-name")).toBe("Ben");
  const other = await device.context.newPage();
  await comeIn(other, digits, cardOf("Cleo"));
  await blocksReady(other);
  await expect.poll(() => other.textContent(".level-person-name")).toBe("Cleo");
  await expect.poll(() => device.page.textContent(".level-person-name").catch(() => ""), { timeout: 15_000 }).toBe("Cleo");
  await showsNothingOfBen(device.page);
  expect(device.wrong).toEqual([]);
  await device.close();
});

it("keeps in the browser exactly what is declared, no more and no less [TRK-03]", async () => {
  const seen = new Set<string>();
  /** Writes down everything this browser holds now, as `place database name`. */
  const look = async (device: Device): Promise<void> => {
    for (const cookie of await device.context.cookies()) seen.add(`cookie  ${cookie.name}`);
    for (const page of device.context.pages()) {
      const held = await page.evaluate(async () => {
        const found = [...Object.keys(localStorage).map((key) => `localStorage  ${key}`), ...Object.keys(sessionStorage).map((key) => `sessionStorage  ${key}`)];
        if ("caches" in window) for (const name of await caches.keys()) found.push(`cache  ${name}`);
        for (const one of await navigator.serviceWorker.getRegistrations()) found.push(`worker  ${one.scope}`);
        for (const { name, version } of await indexedDB.databases()) {
          const opening = indexedDB.open(name ?? "", version);
          const database = await new Promise<IDBDatabase>((done) => { opening.onsuccess = () => { done(opening.result); }; });
          for (const table of database.objectStoreNames) {
            const keys = database.transaction(table).objectStore(table).getAllKeys();
            await new Promise<void>((done) => { keys.onsuccess = () => { done(); }; });
            for (const key of keys.result) found.push(`indexedDB ${name ?? ""}/${table} ${String(key)}`);
          }
          database.close();
        }
        return found;
      });
      for (const one of held) seen.add(one);
    }
  };

  // A visitor: work, a choice of colours, a choice of sounds.
  const device = await openDevice(browser, school.address);
  const { page } = device;
  // As on a school's plain HTTP: tabs take turns by a row of the store.
  await device.context.addInitScript("delete Navigator.prototype.locks");
  await openLevel(page, 1);
  await look(device);
  expect([...seen]).toEqual([]);
  await build(page, "turn right");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await page.getByRole("button", { name: "Dark" }).click();
  await page.getByLabel("Speed").press("ArrowRight");
  await look(device);

  // A pupil in the library: the class link opens the names outside a lesson. What the visitor did is not hers.
  await ada.page.goto(`/en/classes/${section}/`);
  await ada.page.getByRole("button", { name: /Hide names/ }).click();
  await look(ada);
  const library = await openClass(ada.page, "Library");
  await addPupils(ada.page, ["Dalia"]);
  await ada.page.goto(`/en/classes/${library}/settings/`);
  const link = await ada.page.locator("#link").inputValue();
  await page.goto("/en/");
  await page.goto(link);
  await page.locator(".tiles-names button").filter({ hasText: "Dalia" }).click();
  for (const picture of (await cardsOf(school))("Dalia").secret.split(" ")) await page.locator(`button.tile[value="${picture}"]`).click();
  await page.waitForURL(/\/home\//);
  const lesson = page.waitForResponse((answer) => answer.url().endsWith("lesson.json"));
  await openLevel(page, 1);
  await page.getByRole("button", { name: "No, not mine" }).click();
  await build(page, "turn right");
  await page.click("[data-run]");
  await (await lesson).finished();
  await expect.poll(async () => Object.keys(await rowsIn(page)).filter((name) => /^(attempt|draft)\//.test(name))).toEqual([]);
  await look(device);

  // Without network: runs and drafts wait. The run is of a level that is gone when it arrives.
  await device.context.setOffline(true);
  await page.click("[data-run]");
  await build(page, "turn right");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  await page.click("[data-run]");
  await addBlock(page, "turn left");
  await expect.poll(async () => Object.keys(await rowsIn(page)).filter((name) => /^(attempt|draft)\//.test(name)).length, { timeout: 20_000 }).toBe(2);
  await look(device);
  await page.route("**/attempts", async (route) => {
    // While this tab sends, it holds the turn.
    await look(device);
    const sent = route.request().postDataJSON() as { attempts: object[] };
    const gone = "00000000-0000-4000-8000-000000000000";
    await route.continue({ postData: JSON.stringify({ ...sent, attempts: sent.attempts.map((one) => ({ ...one, level: gone })) }) });
  });
  await device.context.setOffline(false);
  await page.waitForSelector(".level-note-wrong[role=alert]");
  await look(device);

  // She leaves without network.
  await device.context.setOffline(true);
  await addBlock(page, "turn left");
  await expect.poll(async () => Object.keys(await rowsIn(page)).filter((name) => name.startsWith("draft/")).length, { timeout: 20_000 }).toBe(1);
  const left = await device.context.newPage();
  await page.getByRole("button", { name: "Sign out Dalia" }).click();
  await expect.poll(async () => (await device.context.cookies()).map(({ name }) => name)).not.toContain("here");
  await page.close();
  await device.context.setOffline(false);
  await left.route(/\/(deposit|me)\b/, (route) => route.abort());
  await openLevel(left, 1);
  await look(device);
  await device.close();

  // A browser that forbids IndexedDB keeps the same rows in the other place.
  const old = await openDevice(browser, school.address);
  await old.context.addInitScript("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('forbidden', 'SecurityError'); } })");
  await openLevel(old.page, 1);
  await build(old.page, "turn right");
  await expect.poll(async () => old.page.evaluate("Object.keys(localStorage).length"), { timeout: 20_000 }).toBeGreaterThan(0);
  for (const key of (await old.page.evaluate("Object.keys(localStorage)")) as string[]) seen.add(`localStorage  ${key}`);

  const declared = await school.declared();
  const patterns = declared.map(({ place, database, name }) => `${place} ${database} ${name}`);
  const covers = (pattern: string, one: string): boolean => (pattern.endsWith("*") ? one.startsWith(pattern.slice(0, -1)) : one === pattern);
  expect([...seen].filter((one) => !patterns.some((pattern) => covers(pattern, one)))).toEqual([]);
  expect(patterns.filter((pattern) => ![...seen].some((one) => covers(pattern, one)))).toEqual([]);
  for (const { place, name, readable } of declared) {
    const cookie = (await ada.context.cookies()).find((one) => place === "cookie" && one.name === name);
    if (place === "cookie") expect(cookie?.httpOnly).toBe(!readable);
  }
  for (const one of [device, old, ada]) expect(one.wrong).toEqual([]);
});
