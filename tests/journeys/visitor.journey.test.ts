// Eve has no account: one click to a puzzle, and nothing about her is sent, kept or asked (GEN-01, GEN-02, GEN-03, TRK-02).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addBlock, blocksReady, openBrowser, openDevice, solve } from "./browser.ts";
import { openSchool, type School } from "./school.ts";

let school: School;
let browser: Browser;

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

it("leads in one click from the first page to a puzzle that can be solved, without cookie, form or foreign host [GEN-01, GEN-03, TRK-02]", async () => {
  const eve = await openDevice(browser, school.address);
  await eve.page.goto("/");
  expect(new URL(eve.page.url()).pathname).toBe("/en/");
  expect(await eve.page.locator("input, select, textarea").count()).toBe(0);

  await eve.page.getByRole("link", { name: "Start" }).first().click();
  await blocksReady(eve.page);
  await expect.poll(() => eve.page.textContent("main")).toContain("Kept only in this browser");
  for (let block = 0; block < 2; block += 1) {
    await addBlock(eve.page, "move forward");
    await expect.poll(() => eve.page.textContent(".level-count")).toContain(`${String(block + 1)} of 2`);
  }
  await solve(eve.page);

  expect(await eve.context.cookies()).toEqual([]);
  expect(eve.wrong).toEqual([]);
  expect(eve.asked.filter((line) => !line.startsWith("GET "))).toEqual([]);
  await eve.close();
});

it("goes on where Eve stopped when she comes back to this browser, and the server holds nothing of it [GEN-02]", async () => {
  const eve = await openDevice(browser, school.address);
  await eve.page.goto("/en/learn/maze/1/");
  await blocksReady(eve.page);
  await addBlock(eve.page, "move forward");
  await expect.poll(() => eve.page.textContent(".level-count")).toContain("1 of 2");
  await eve.page.click("[data-run]");
  await expect.poll(() => eve.page.textContent("main")).toContain("nearly home");
  await eve.page.reload();
  await blocksReady(eve.page);
  await expect.poll(() => eve.page.textContent(".level-count")).toContain("1 of 2");
  await eve.close();

  const kept = readdirSync(join(school.folder, "data")).map((name) => readFileSync(join(school.folder, "data", name)).toString("latin1"));
  expect(kept.join("")).not.toContain("maze_move");
  // The control: the search reads the right files, for the level's own id is in them.
  expect(kept.join("").length).toBeGreaterThan(10_000);
});

it("shows the icon strip where blocks cannot start, and it solves the same level", async () => {
  const eve = await openDevice(browser, school.address);
  await eve.page.addInitScript("delete CSSStyleSheet.prototype.replaceSync; delete Document.prototype.adoptedStyleSheets;");
  await eve.page.goto("/en/learn/maze/1/");
  await eve.page.click("[data-add=maze_move]");
  await eve.page.click("[data-add=maze_move]");
  await solve(eve.page);
  expect(await eve.page.getAttribute("html", "data-blocks")).toBe("no");
  expect(eve.wrong).toEqual([]);
  await eve.close();
});
