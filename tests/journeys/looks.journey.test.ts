// How pages lie on small windows, in other languages and on paper: measured where no rule of axe looks.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openDevice } from "./browser.ts";
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
