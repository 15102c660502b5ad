// Leila reads Arabic only: from the code on the wall, in the digits she knows, to a solved level; her teacher's pages in Arabic, too.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blocksReady, build, openBrowser, openDevice, rowsIn, solve, type Device } from "./browser.ts";
import { addPupils, cardsOf, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type School } from "./school.ts";

const [forward, right] = ["تقدَّم", "يمينًا"];

let school: School;
let browser: Browser;
let ada: Device;
let section = "";
let digits = "";

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open" }), openBrowser()]);
  ada = await openDevice(browser, school.address);
  await signUp(ada.page, "آدا", "ada@school.example");
  section = await openClass(ada.page, "٥ب");
  await addPupils(ada.page, ["ليلى", "سامي"]);
  digits = await startClass(ada.page, section);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** Everything that is seen or heard in this part of the page: text, and the names of what shows none. */
async function textsIn(page: Page, part: string): Promise<string[]> {
  return page.locator(part).evaluateAll((places) =>
    places.flatMap((place) => {
      const found: string[] = [];
      for (const element of [place, ...place.querySelectorAll("*")]) {
        // A code and an address, which run from left to right, and the name of another language keep their letters; nobody with scripts reads a noscript.
        if (element.closest("script, noscript, style, code, [lang]:not(html)") || (getComputedStyle(element).direction === "ltr" && !element.closest(".maze"))) continue;
        for (const name of ["aria-label", "title", "alt", "placeholder", "aria-valuetext"]) found.push(element.getAttribute(name) ?? "");
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push((node.textContent ?? "").trim());
      }
      return found.filter((text) => text !== "");
    }),
  );
}

const latin = (texts: readonly string[]): string[] => texts.filter((text) => /[A-Za-z]{2}/.test(text));

it("lets Leila in with Arabic digits and her pictures, every step in Arabic and from right to left", async () => {
  const leila = await openDevice(browser, school.address, { locale: "ar" });
  const { page } = leila;
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/ar/");
  await page.locator("a[href='/ar/class/']").first().click();
  expect(await page.getAttribute("html", "dir")).toBe("rtl");
  expect(latin(await textsIn(page, "main"))).toEqual([]);
  const arabic = [...digits].map((digit) => String.fromCharCode(0x660 + Number(digit))).join("");
  await page.fill("#code", arabic);
  await page.click("form.form button[type=submit]");
  expect(latin(await textsIn(page, "main"))).toEqual([]);
  await page.locator(".tiles-names button").filter({ hasText: "ليلى" }).click();
  await page.waitForSelector(".families");
  expect(latin(await textsIn(page, "main"))).toEqual([]);
  const card = (await cardsOf(school))("ليلى");
  for (const picture of card.secret.split(" ")) await page.locator(`button.tile[value="${picture}"]`).click();
  await page.waitForURL(/\/ar\/learn\/maze\//);
  await page.locator("a[href='/ar/learn/maze/1/']").first().click();
  await blocksReady(page);
  await expect.poll(() => page.textContent(".level-person-name")).toBe("ليلى");

  // The page is mirrored: the stage stands at its start side. The maze is not: right stays right.
  const places = await page.evaluate(() => {
    const left = (part: string): number => {
      // Blocks of the toolbox are blocks, too: those are left out.
      const found = [...document.querySelectorAll(part)].find((one) => one.matches(".blocklyFlyout") || !one.closest(".blocklyFlyout"));
      return found?.getBoundingClientRect().left ?? Number.NaN;
    };
    return { stage: left(".level-stage"), work: left(".level-work"), hero: left("[data-hero]"), goal: left(".maze-picture use[href$='#goal']"), toolbox: left(".blocklyFlyout"), start: left(".blocklyDraggable") };
  });
  expect(places.stage).toBeGreaterThan(places.work);
  expect(places.toolbox).toBeGreaterThan(places.start);
  expect(places.hero).toBeLessThan(places.goal);

  expect(latin(await textsIn(page, ".level-page"))).toEqual([]);
  expect(await page.textContent(".level-told-text")).toMatch(/[\u0600-\u06ff]{3}/);
  await page.locator(".level-told-help button").click();
  await build(page, right);
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  expect(latin(await textsIn(page, ".level-page"))).toEqual([]);
  expect(await page.textContent(".level-note-wrong")).toMatch(/[\u0600-\u06ff]{3}/);
  await page.locator(".level-work-tools button").last().click();
  await build(page, forward, forward);
  await solve(page);
  expect(latin(await textsIn(page, ".level-page, dialog"))).toEqual([]);
  await page.click("dialog[open] [data-first]");
  await page.waitForURL(/\/ar\/learn\/maze\/2\/$/);
  expect(latin(await textsIn(page, ".level-page"))).toEqual([]);

  await expect.poll(async () => Object.keys(await rowsIn(page)).filter((name) => name.startsWith("attempt/"))).toEqual([]);
  expect((await school.work()).get("ليلى")?.attempts.map(({ outcome }) => outcome)).toEqual([1, 3]);
  await page.goto("/ar/mine/");
  expect(latin(await textsIn(page, "main"))).toEqual([]);
  await page.goto("/ar/home/");
  expect(latin(await textsIn(page, "main"))).toEqual([]);
  expect(leila.wrong).toEqual([]);
  await leila.close();
});

it("speaks to her teacher in Arabic, too: every page of the class, with the mistake that Leila met", async () => {
  const { page } = ada;
  // What keeps its letters in Arabic: kinds of files and paper, names and addresses, codes of standards.
  const kept = /PDF|A4|Letter|Homeroom|QR|English|Español|privacy@school\.example|ada@school\.example|csta:[0-9A-Z-]+/g;
  const pupil = (await cardsOf(school))("ليلى").code;
  const paths = ["home/", "classes/", "classes/new/", "account/", "learn/maze/plan/", "learn/drawing/plan/"];
  const ofClass = ["", "progress/", "roster/", "add/", "ready/", "settings/", "delete/", "projector/", `pupils/${pupil}/`, `pupils/${pupil}/secret/`, `pupils/${pupil}/remove/`];
  for (const path of [...paths, ...ofClass.map((path) => `classes/${section}/${path}`)]) {
    const answer = await page.goto(`/ar/${path}`);
    expect(`${path} ${String(answer?.status())}`).toBe(`${path} 200`);
    expect(await page.getAttribute("html", "dir")).toBe("rtl");
    if (path.endsWith("progress/")) await page.waitForSelector("[data-at]");
    const texts = (await textsIn(page, "main")).map((text) => text.replace(kept, ""));
    expect({ path, texts: latin(texts) }).toEqual({ path, texts: [] });
  }
  await page.goto(`/ar/classes/${section}/progress/`);
  await page.locator("button[data-at]").first().click();
  await page.waitForSelector("dialog[open]");
  expect(latin((await textsIn(page, "dialog[open]")).map((text) => text.replace(kept, "")))).toEqual([]);
  expect(ada.wrong).toEqual([]);
});
