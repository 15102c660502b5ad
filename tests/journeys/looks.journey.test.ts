// How pages lie on small windows, in other languages and on paper: measured where no rule of axe looks.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openDevice } from "./browser.ts";
import { addPupils, openClass, signUp } from "./people.ts";
import { openSchool, type School } from "./school.ts";

let school: School;
let browser: Browser;

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open", PRIVACY_CONTACT: "Grace, room 12" }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** How wide the page is that one scrolls through. */
const width = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

it("draws every square of every maze at least 24 pixels wide where the window is low or narrow", async () => {
  const eve = await openDevice(browser, school.address);
  const small: string[] = [];
  for (let level = 1; level <= 20; level += 1) {
    await eve.page.goto(`/en/learn/maze/${String(level)}/`, { waitUntil: "domcontentloaded" });
    await eve.page.waitForSelector(".maze-row > div");
    // The first is a laptop of 1280 x 800 at 200 %.
    for (const [wide, high] of [[640, 400], [360, 640], [320, 568]] as const) {
      await eve.page.setViewportSize({ width: wide, height: high });
      const square = (await eve.page.locator(".maze-row > div").first().boundingBox())?.width ?? 0;
      // A phone of 320 pixels has no room for twelve squares of 24.
      if (square < (wide === 320 ? 22 : 23.9)) small.push(`level ${String(level)} at ${String(wide)} x ${String(high)}: ${square.toFixed(1)}`);
      expect(await width(eve.page), `level ${String(level)}`).toBeLessThanOrEqual(wide);
    }
  }
  expect(small).toEqual([]);
  expect(eve.wrong).toEqual([]);
  await eve.close();
});

it.each(["en", "es", "ar"])("shows all twenty levels of the maze on a laptop: %s", async (language) => {
  const eve = await openDevice(browser, school.address);
  for (const wide of [1280, 1024, 800]) {
    await eve.page.setViewportSize({ width: wide, height: 800 });
    await eve.page.goto(`/${language}/learn/maze/1/`);
    await eve.page.waitForSelector(".level-saved-signed-out");
    const hidden = await eve.page.evaluate(() => {
      const row = document.querySelector(".level-bar-row")?.getBoundingClientRect();
      return [...document.querySelectorAll(".level-bar-row a")]
        .filter((bubble) => {
          const box = bubble.getBoundingClientRect();
          return !row || box.left < row.left - 1 || box.right > row.right + 1;
        })
        .map((bubble) => bubble.textContent);
    });
    expect(hidden, String(wide)).toEqual([]);
    expect(await width(eve.page)).toBeLessThanOrEqual(wide);
  }
  await eve.close();
});

it("prints the plan of a lesson on few sheets, and no paper has buttons on it", async () => {
  const ada = await openDevice(browser, school.address);
  await signUp(ada.page, "Ada", "ada@school.example");
  const section = await openClass(ada.page, "5b");
  await addPupils(ada.page, ["Ben", "Ana"]);
  for (const [path, most] of [["/en/learn/maze/plan/", 8], [`/en/classes/${section}/progress/`, 2]] as const) {
    await ada.page.goto(path);
    await ada.page.emulateMedia({ media: "print" });
    expect(await ada.page.locator(".button:visible").allTextContents(), path).toEqual([]);
    const paper = (await ada.page.pdf({ format: "A4" })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length, path).toBeLessThanOrEqual(most);
    await ada.page.emulateMedia({ media: null });
  }
  await ada.page.goto("/en/learn/maze/plan/");
  await ada.page.emulateMedia({ media: "print" });
  const left = await ada.page.evaluate(() => [...document.querySelectorAll("h2, h3")].filter((heading) => getComputedStyle(heading).breakAfter !== "avoid").map((heading) => heading.textContent));
  expect(left).toEqual([]);
  await ada.close();
});

it("has a foot whose words stand on one line", async () => {
  const eve = await openDevice(browser, school.address);
  await eve.page.goto("/en/");
  const tops = await eve.page.evaluate(() =>
    [...document.querySelectorAll(".foot-inside > ul > li")].map((item) => {
      const words = document.createRange();
      words.selectNodeContents(item.querySelector("a") ?? item);
      return Math.round(words.getBoundingClientRect().bottom);
    }),
  );
  expect(tops.length).toBeGreaterThanOrEqual(5);
  expect(new Set(tops).size, tops.join(", ")).toBe(1);
  await eve.close();
});

it.each(["en", "es", "ar"])("has a visitor's bar of one line on a phone: %s", async (language) => {
  const eve = await openDevice(browser, school.address, { viewport: { width: 360, height: 640 } });
  await eve.page.goto(`/${language}/`);
  const tops = await eve.page.evaluate(() => [...document.querySelectorAll(".bar-links > li:not([hidden])")].map((item) => Math.round(item.getBoundingClientRect().top)));
  expect(tops).toHaveLength(3);
  expect(new Set(tops).size).toBe(1);
  await eve.close();
});

it("asks for icons and hero before it draws a puzzle with them on a slow line, and nothing jumps", async () => {
  const eve = await openDevice(browser, school.address, { viewport: { width: 360, height: 640 } });
  const line = await eve.context.newCDPSession(eve.page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await eve.page.addInitScript(`window.jumps = 0; window.drawnAt = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.jumps += value; }).observe({ type: "layout-shift", buffered: true });
    new MutationObserver(() => { if (!window.drawnAt && document.querySelector("[data-run]")) window.drawnAt = performance.now(); }).observe(document, { subtree: true, childList: true });`);
  await eve.page.goto("/en/learn/maze/1/");
  await eve.page.waitForSelector(".level-editor[data-editor]");
  const { drawnAt, jumps, sheets } = await eve.page.evaluate(() => ({
    drawnAt: (window as unknown as { drawnAt: number }).drawnAt,
    jumps: (window as unknown as { jumps: number }).jumps,
    sheets: performance.getEntriesByType("resource").filter(({ name }) => name.includes(".gen.svg")).map(({ startTime }) => startTime),
  }));
  // Each of the two sheets is fetched once, and on its way before the script draws with it.
  expect(sheets).toHaveLength(2);
  expect(Math.max(...sheets)).toBeLessThan(drawnAt);
  expect(jumps).toBeLessThan(0.1);
  expect(eve.wrong).toEqual([]);
  await eve.close();
});
