// Every page that a visitor, a pupil, a teacher or an administrator can reach by its links, in English by daylight and in Arabic in the
// dark: it opens, fits a phone and a laptop, axe finds nothing, nothing goes wrong in it and nobody else is asked (WCAG 2.2 AA, TRK-02).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addBlock, blocksReady, openBrowser, openDevice, type Device } from "./browser.ts";
import { addPupils, cardsOf, comeIn, digitsOf, makeAccount, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type School } from "./school.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe may find. Each line: since when, what, where. No more may be added without a date and a reason. */
const allowed: readonly { readonly since: string; readonly rule: string; readonly html: RegExp; readonly on: RegExp }[] = [
  // Blockly 13.3: its flyout is a listbox that owns figures.
  { since: "2026-11-24", rule: "aria-required-children", html: /role="listbox"/, on: /\/learn\/[a-z]+\/\d+\/$/ },
];

/** Levels that stand for all: every level is drawn by the same page, and labs/web-tests looks at more of them. */
const levels = /\/learn\/(maze\/(1|8)|drawing\/(1|6)|maze\/1\/icons)\/$/;

type Language = "en" | "ar";
const languages: readonly Language[] = ["en", "ar"];

let school: School;
let browser: Browser;
let section = "";
let digits = "";
/** Signed-in browsers, by whose they are. */
const signedIn = new Map<string, Device>();
const names = ["Ben", "Ana Lucía", "Ana María", "محمد", "Maximiliana Konstantinopoulou-Featherstonehaugh", "雨桐"];

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "approve" }), openBrowser()]);
  const grace = await openDevice(browser, school.address);
  await grace.page.goto(await school.firstAdministrator());
  await makeAccount(grace.page, "Grace", "grace@district.example");
  await grace.page.getByLabel("Six digits").fill(digitsOf((await grace.page.locator(".card-code").textContent()) ?? ""));
  await grace.page.getByRole("button", { name: "Set up" }).click();
  await grace.page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  const [ada, eva] = await Promise.all([openDevice(browser, school.address), openDevice(browser, school.address)]);
  await Promise.all([signUp(ada.page, "Ada", "ada@school.example"), signUp(eva.page, "Eva", "eva@school.example")]);
  await eva.close();
  await grace.page.goto("/en/approvals/");
  await grace.page.getByRole("button", { name: "Approve Ada" }).click();
  section = await openClass(ada.page, "5b");
  await addPupils(ada.page, names);
  digits = await startClass(ada.page, section);
  const card = (await cardsOf(school))("Ben");
  const ben = await openDevice(browser, school.address);
  await comeIn(ben.page, digits, card);
  await blocksReady(ben.page);
  await addBlock(ben.page, "move forward");
  await ben.page.click("[data-run]");
  await ben.page.waitForSelector(".level-note-wrong");
  for (const [name, device] of [["Grace", grace], ["Ada", ada], ["Ben", ben], ["Eve", await openDevice(browser, school.address)]] as const) signedIn.set(name, device);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** What is wrong with the page as it stands, at both widths. */
async function faultsOf(page: Page, language: Language): Promise<string[]> {
  const path = new URL(page.url()).pathname;
  if (levels.test(path)) await page.waitForSelector(".level-editor[data-editor]");
  // What a script draws over is looked at once it is drawn.
  if ((await page.locator("#class-island").count()) > 0) await page.waitForSelector("[data-at]");
  if ((await page.locator("#class-now").count()) > 0) await page.waitForSelector("[aria-labelledby=tiles-title]");
  const faults: string[] = [];
  if ((await page.getAttribute("html", "lang")) !== language) faults.push("not in its language");
  if ((await page.getAttribute("html", "dir")) !== (language === "ar" ? "rtl" : "ltr")) faults.push("not in its direction");
  if ((await page.locator("h1").count()) !== 1) faults.push(`${String(await page.locator("h1").count())} main headings`);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    // Two frames: what listens to the width has drawn by then.
    const wide = await page.evaluate(() => new Promise<number>((done) => {
      requestAnimationFrame(() => { requestAnimationFrame(() => { done(document.documentElement.scrollWidth); }); });
    }));
    if (wide > width) faults.push(`${String(wide)} pixels wide at ${String(width)}`);
    await page.evaluate(axe);
    const found = await page.evaluate(async (tags) => {
      const tool = (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
      const { violations } = await tool.run({ runOnly: tags });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ rule: id, html: html.slice(0, 200) })));
    }, rules);
    for (const { rule, html } of found)
      if (!allowed.some((one) => one.rule === rule && one.html.test(html) && one.on.test(path))) faults.push(`axe at ${String(width)}: ${rule}: ${html}`);
  }
  return faults;
}

/** Where the links of this page lead, in this language, without what follows ? and #. */
async function linksOf(page: Page, language: Language): Promise<string[]> {
  const found = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map((link) => link.href));
  const own = found.map((link) => new URL(link)).filter(({ origin }) => origin === school.address).map(({ pathname }) => pathname);
  // Papers (PDF) are looked at by their own tests.
  return own.filter((path) => path.startsWith(`/${language}/`) && !/\/(cards|letter)\/$/.test(path));
}

interface Walk {
  readonly who: string;
  /** Addresses that no link leads to, as a person finds them: by a form, or by a slip of paper. */
  readonly also: readonly string[];
  /** Pages that somebody else's walk looks at, since they are the same for everybody. */
  readonly leaveOut: RegExp | null;
  /** At least so many pages are found: the walk itself works. */
  readonly least: number;
}

const sameForEverybody = /^\/[a-z]+\/($|learn\/(?!.*plan\/)|privacy\/|agreements\/)/;
const walks: readonly Walk[] = [
  { who: "Eve", also: ["class/password/", "invited/", "sign-up/", "learn/maze/done/", "learn/drawing/done/", "learn/maze/1/icons/", "nowhere/"], leaveOut: null, least: 20 },
  { who: "Ben", also: ["home/", "mine/", "account/", "class/"], leaveOut: sameForEverybody, least: 4 },
  { who: "Ada", also: ["home/", "classes/", "learn/maze/plan/", "learn/drawing/plan/", "account/password/", "account/email/"], leaveOut: sameForEverybody, least: 18 },
  { who: "Grace", also: ["home/", "approvals/"], leaveOut: sameForEverybody, least: 4 },
];

it("would notice: a picture without words, pale text, a broad table, two main headings", async () => {
  const eve = await openDevice(browser, school.address);
  await eve.page.goto("/en/learn/");
  expect(await faultsOf(eve.page, "en")).toEqual([]);
  await eve.page.evaluate(() => {
    const main = document.querySelector("main");
    const broad = document.createElement("h1");
    broad.textContent = "A".repeat(80);
    const picture = document.createElement("img");
    const pale = document.createElement("p");
    pale.textContent = "Hardly to be seen";
    pale.style.color = "#eee";
    main?.append(broad, picture, pale);
  });
  const faults = (await faultsOf(eve.page, "en")).join("\n");
  for (const fault of ["2 main headings", "pixels wide at 360", "image-alt", "color-contrast"]) expect(faults).toContain(fault);
  await eve.close();
});

for (const walk of walks) {
  it(`opens every page that ${walk.who} can reach, in both languages, and finds nothing wrong and no foreign host [TRK-01, TRK-02]`, async () => {
    const signed = signedIn.get(walk.who);
    if (!signed) throw new Error(walk.who);
    const state = await signed.context.storageState();
    const walked = await Promise.all(languages.map(async (language) => {
      const device = await openDevice(browser, school.address, { storageState: state, colorScheme: language === "ar" ? "dark" : "light" });
      const waiting = [`/${language}/`, ...walk.also.map((path) => `/${language}/${path}`)].filter((path) => !walk.leaveOut?.test(path));
      const seen = new Set(waiting);
      const pupils = new Set<string>();
      const faults: string[] = [];
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const answer = await device.page.goto(path);
        const status = answer?.status() ?? 0;
        if (status !== (path.endsWith("/nowhere/") ? 404 : 200)) faults.push(`${path}: answered with ${String(status)}`);
        faults.push(...(await faultsOf(device.page, language)).map((fault) => `${path}: ${fault}`));
        faults.push(...device.wrong.splice(0).map((fault) => `${path}: ${fault}`));
        for (const next of await linksOf(device.page, language)) {
          const pupil = /\/pupils\/([a-z0-9]+)\//.exec(next)?.[1];
          if (pupil !== undefined && pupils.size < 2) pupils.add(pupil);
          const one = (/\/learn\/[a-z]+\/\d+\//.test(next) && !levels.test(next)) || (pupil !== undefined && !pupils.has(pupil));
          if (seen.has(next) || one || walk.leaveOut?.test(next)) continue;
          seen.add(next);
          waiting.push(next);
        }
      }
      // Names of children stand in pages, and go nowhere from there: in no address, no header, no beacon (SEC-13, TRK-05).
      faults.push(...device.netcap.foreign(), ...device.netcap.traces("Maximiliana", "Konstantinopoulou", "Ana Lucía"));
      await device.close();
      return { faults, seen };
    }));
    expect(walked.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { seen } of walked) expect(seen.size).toBeGreaterThanOrEqual(walk.least);
    // The same pages in both languages.
    const [english, arabic] = walked.map(({ seen }) => [...seen].map((path) => path.slice(3)).sort());
    expect(arabic).toEqual(english);
  });
}

it("finds nothing wrong in what only a form or a press leads to: refusals, tiles, pictures, dialogs, the list to look over", async () => {
  const walked = await Promise.all(languages.map(async (language) => {
    const faults: string[] = [];
    const look = async (device: Device, what: string): Promise<void> => {
      faults.push(...(await faultsOf(device.page, language)).map((fault) => `${language}: ${what}: ${fault}`));
      await device.page.setViewportSize({ width: 1280, height: 800 });
    };
    const options = { colorScheme: language === "ar" ? "light" : "dark" } as const;
    const eve = await openDevice(browser, school.address, options);
    await eve.page.goto(`/${language}/class/`);
    await eve.page.fill("#code", "12345678");
    await eve.page.click("form.form button[type=submit]");
    await eve.page.waitForSelector("[role=alert]");
    await look(eve, "wrong code");
    await eve.page.fill("#code", digits);
    await eve.page.click("form.form button[type=submit]");
    await eve.page.waitForSelector(".tiles-names");
    await look(eve, "names");
    await eve.page.locator(".tiles-names button").first().click();
    await eve.page.waitForSelector(".families");
    await eve.page.locator("button.tile").first().click();
    await look(eve, "pictures");
    for (const form of ["sign-in", "sign-up", "class/password"]) {
      await eve.page.goto(`/${language}/${form}/`);
      await eve.page.locator("main form button[type=submit]").last().click();
      await eve.page.waitForSelector(".field-wrong, [aria-invalid=true], [role=alert]");
      await look(eve, `empty ${form}`);
    }
    await eve.page.goto(`/${language}/learn/maze/1/icons/`);
    await eve.page.click("[data-add=maze_left]");
    await eve.page.click("[data-run]");
    await eve.page.waitForSelector(".level-note-wrong");
    await eve.page.locator(".level-told-help button").click();
    await look(eve, "mistake and hint");
    await eve.page.locator(".level-work-tools button").first().click();
    await eve.page.waitForSelector("dialog[open]");
    await look(eve, "code");
    await eve.page.keyboard.press("Escape");
    await eve.page.locator(".level-said button").click();
    await eve.page.waitForSelector("dialog[open]");
    await look(eve, "sounds and words");
    await eve.page.keyboard.press("Escape");
    await eve.page.goto(`/${language}/learn/maze/1/icons/`);
    await eve.page.waitForSelector("[data-add=maze_move]");
    await eve.page.locator(".level-work-tools button").last().click();
    for (let step = 0; step < 2; step += 1) await eve.page.click("[data-add=maze_move]");
    await eve.page.click("[data-run]");
    await eve.page.waitForSelector("dialog[open]");
    await look(eve, "solved");

    const state = await signedIn.get("Ada")?.context.storageState();
    const ada = await openDevice(browser, school.address, { ...options, ...(state ? { storageState: state } : {}) });
    await ada.page.goto(`/${language}/classes/${section}/add/`);
    await ada.page.fill("textarea", "Ben\nZoë, 10\nZoë\n12345\n🙂\nمريم");
    await ada.page.locator("main form button[type=submit]").first().click();
    await ada.page.waitForSelector(".preview");
    await look(ada, "list to look over");
    await ada.page.goto(`/${language}/classes/${section}/progress/`);
    await ada.page.locator(".grid button[data-at]").first().click();
    await ada.page.waitForSelector("dialog[open]");
    await look(ada, "a cell of the grid");
    faults.push(...[...eve.wrong, ...ada.wrong].map((fault) => `${language}: ${fault}`));
    await eve.close();
    await ada.close();
    return faults;
  }));
  expect(walked.flat()).toEqual([]);

  // A teacher has one pretend class at a time, so the languages take turns.
  for (const language of languages) {
    const state = await signedIn.get("Ada")?.context.storageState();
    const ada = await openDevice(browser, school.address, { colorScheme: language === "ar" ? "light" : "dark", ...(state ? { storageState: state } : {}) });
    await ada.page.goto(`/${language}/home/`);
    await ada.page.locator("form[action$='/pretend/'] button").click();
    await ada.page.waitForSelector(".grid tbody tr");
    expect(await faultsOf(ada.page, language)).toEqual([]);
    expect(ada.wrong).toEqual([]);
    await ada.close();
  }
});
