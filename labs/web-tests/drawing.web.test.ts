// A drawing from the first key to the verdict: run, told, explored line by line; functions, colours and chance; where blocks cannot start.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { nodeEngine } from "../parts/engine/node.ts";
import { guest, guestName, run } from "../drawing/run.ts";
import { blocksReady, focused, inBrowser, told } from "./browser.ts";
import { drawingProgram, drawings } from "./drawings.ts";

const { visit } = inBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function put(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

/** Shows the end of the run that plays now. */
async function toTheEnd(page: Page): Promise<void> {
  await page.click("button[aria-label='To the end']");
}

describe("a drawing", () => {
  it("is heard before Run, built by keyboard, told while it is drawn, and explored line by line", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/drawing/1/" });
    await blocksReady(page);
    await told(page, "To draw: Open, 2 lines of 100.", "The turtle: 50 left, 50 down, looking up.");
    await page.focus("[role=option][tabindex='0']");
    expect(await focused(page)).toBe("Line 1 of 2: 100 long, from 50 left, 50 down to 50 left, 50 up.");
    expect(await page.locator(".drawing-found").count()).toBe(2);
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toContain("Line 2 of 2: 100 long");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Run");
    expect(await page.locator(".drawing-found").count()).toBe(0);

    for (let presses = 0; presses < 12 && !(await focused(page)).startsWith("move forward"); presses += 1) await page.keyboard.press("Tab");
    await put(page, "Enter", "ArrowDown", "Enter");
    await put(page, "t", "ArrowDown", "Enter", "Enter");
    await expect.poll(() => page.textContent(".level-count")).toContain("2 blocks used");

    // Half of it: step by step one hears where the turtle is, and afterwards which line is missing.
    await page.focus("[data-step]");
    await page.keyboard.press("Enter");
    await told(page, "Drew 100.", "Now: 50 left, 50 up, looking up.");
    expect(await page.getAttribute("[data-turtle]", "data-turtle")).toBe("-50,50");
    await page.keyboard.press("Enter");
    await told(page, "Turned right 90 degrees.", "Drawn: A line of 100.");
    expect(await page.textContent(".level-note-wrong")).toMatch(/\w+/);
    await page.focus("[role=option][tabindex='0']");
    expect(await focused(page)).toContain("Line 2 of 2: 100 long, from 50 left, 50 up to 50 right, 50 up. You have not drawn it.");
    await page.keyboard.press("Home");
    expect(await focused(page)).toContain("You have drawn it.");

    // The other half.
    await page.focus("[data-run]");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 20 && !/move forward|turn right/.test(await focused(page)); presses += 1) await page.keyboard.press("Tab");
    await put(page, "t");
    for (let presses = 0; presses < 4 && !(await focused(page)).startsWith("move forward"); presses += 1) await put(page, "ArrowUp");
    await put(page, "Enter", "Enter");
    await expect.poll(() => page.textContent(".level-count")).toContain("3 blocks used");
    await page.focus("[data-run]");
    await page.keyboard.press("Enter");
    await told(page, "Drawn: Open, 2 lines of 100.", "You drew it");
    await page.waitForSelector("dialog[open]");
    expect(await focused(page)).toContain("Next level");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "A square");
    expect(wrong).toEqual([]);
    await close();
  });

  it("with a function, a variable's blocks and a colour to choose can be put together and run", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/drawing/3/" });
    await blocksReady(page);
    // Beside the function a second top stands below the first, not on it.
    const tops = await page.evaluate(() => [...document.querySelectorAll(".level-editor > .injectionDiv > svg.blocklySvg > g .blocklyBlockCanvas > .blocklyDraggable")].map((block) => block.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
    expect(tops).toHaveLength(2);
    const [first, second] = tops.sort((a, b) => a[0]! - b[0]!);
    expect(second![0]).toBeGreaterThan(first![1]! - 30);

    // Without the colour: all lines right, and told so.
    await page.click("[data-run]");
    await toTheEnd(page);
    await told(page, "Drawn: 12 closed shapes, each with 4 sides of 80.", "Now look at the colours.");
    await page.click("[data-run]");
    await page.locator(".blocklyFlyout .blocklyText", { hasText: "pen colour" }).first().click();
    await expect.poll(() => page.textContent(".level-count")).toContain("8 blocks used");
    // Chosen from a list whose patches have names.
    await page.locator(".drawing_colour [aria-label='dropdown: blue']").click();
    await page.waitForTimeout(400);
    const menu = await page.evaluate(() => [document.querySelector(".blocklyDropDownDiv")!, document.querySelector(".level-editor")!].map((one) => one.getBoundingClientRect()).map(({ top, bottom, left, right }) => [top, bottom, left, right]));
    expect([menu[0]![0]! >= menu[1]![0]!, menu[0]![1]! <= menu[1]![1]!, menu[0]![2]! >= menu[1]![2]!, menu[0]![3]! <= menu[1]![3]!]).toEqual([true, true, true, true]);
    await page.locator(".blocklyDropDownDiv [role=option][aria-label=red]").click();
    await page.click("[data-run]");
    await toTheEnd(page);
    // Taken at the end of the program, the red pen draws nothing any more: it belongs before the loop.
    await expect.poll(async () => (await page.textContent(".level-note-wrong")) ?? "").toContain("two of them come in the wrong order");
    expect(wrong).toEqual([]);
    await close();
  });

  it("made freely is done, is not laid over, and leads on when asked", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/drawing/4/" });
    await blocksReady(page);
    await page.click("[data-run]");
    await page.waitForTimeout(1_000);
    await toTheEnd(page);
    await told(page, "Drawn: Open, 60 lines", "That is your own drawing.");
    await page.waitForTimeout(1_200);
    expect(await page.locator("dialog[open]").count()).toBe(0);
    expect(await page.locator("[data-drawn] path").count()).toBeGreaterThan(20);
    await page.click(".level-note-right .button-go");
    await page.waitForSelector("dialog[open]");
    expect(wrong).toEqual([]);
    await close();
  });

  it("is not mirrored where one reads from right to left", async () => {
    const { page, close } = await visit({ path: "/ar/learn/drawing/2/" });
    await blocksReady(page);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector(".drawing")!).direction)).toBe("ltr");
    // The square's first corner lies to the left, the turtle sits on it.
    const places = await page.evaluate(() => [document.querySelector(".drawing")!, document.querySelector("[data-turtle]")!].map((one) => one.getBoundingClientRect()).map((box) => box.left + box.width / 2));
    expect(places[1]).toBeLessThan(places[0]!);
    await close();
  });

  it("keeps to 360 pixels, and moves at once where less motion is asked for", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/drawing/3/", viewport: { width: 360, height: 740 }, colorScheme: "dark", reducedMotion: "reduce" });
    await blocksReady(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.click("[data-step]");
    await page.waitForSelector("[data-turtle='0,80']");
    expect(await page.locator(".drawing-new").count()).toBe(0);
    expect(await page.evaluate(() => (document.querySelector(".drawing-turtle") as unknown as HTMLElement).style.transitionDuration)).toBe("0ms");
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(["light", "dark"] as const)("has nothing that axe objects to but Blockly's listbox: %s", async (colorScheme) => {
    const { page, close } = await visit({ path: "/en/learn/drawing/3/", colorScheme });
    await blocksReady(page);
    await page.waitForTimeout(300);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const tool = (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
      const { violations } = await tool.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
    // Looked at on 2026-11-24 with Blockly 13.3: its flyout is a listbox that owns figures (aria-required-children). No more.
    expect(found.filter((line) => !(line.startsWith("aria-required-children:") && line.includes("listbox")))).toEqual([]);
    await close();
  });

  it("where blocks cannot start says what to do", async () => {
    const { page, wrong, asked, close } = await visit({ path: "/en/learn/drawing/1/", before: "delete CSSStyleSheet.prototype.replaceSync; delete Document.prototype.adoptedStyleSheets;" });
    await page.waitForSelector(".level-plain");
    expect(await page.textContent(".level-plain")).toContain("too old for blocks");
    expect(asked.filter((path) => path.includes("blocks-"))).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });
});

describe("labs", () => {
  it("are fetched by the pages that show them, and by no other", async () => {
    const files = JSON.parse(readFileSync("homeroom/static/built/manifest.json", "utf8")) as Record<string, { file: string }>;
    const addresses = { maze: `/static/built/${files["labs/maze/lab.ts"]!.file}`, drawing: `/static/built/${files["labs/drawing/lab.ts"]!.file}` };
    for (const lab of ["maze", "drawing"] as const) {
      const { page, asked, close } = await visit({ path: `/en/learn/${lab}/1/` });
      await blocksReady(page);
      expect(Object.values(addresses).filter((address) => asked.includes(address))).toEqual([addresses[lab]]);
      // With the page, its styles, fonts and pictures: within the twelve requests of the budget.
      expect(asked.filter((path) => path.endsWith(".js"))).toHaveLength(5);
      await close();
    }
  });

  it("draw the same in the page's Worker and in Node", async () => {
    const { page, close } = await visit({ path: "/en/learn/drawing/2/" });
    await blocksReady(page);
    const files = JSON.parse(readFileSync("homeroom/static/built/manifest.json", "utf8")) as Record<string, { file: string }>;
    const level = drawings[1]!;
    const engine = nodeEngine({ [guestName]: guest });
    for (const text of ["repeat 4 { forward 100; right 90 }", "repeat 37 { colour any; forward (random 3 to 90); left 37.5 }", "define star { forward 1; draw star } draw star"]) {
      const inNode = await run(engine, level, drawingProgram(text));
      const inPage = await page.evaluate(`import(${JSON.stringify(`/static/built/${files["labs/drawing/lab.ts"]!.file}`)}).then(({ lab }) => lab.run(...${JSON.stringify([level, drawingProgram(text)])}))`);
      expect(JSON.parse(JSON.stringify(inPage))).toEqual(JSON.parse(JSON.stringify(inNode)));
    }
    await close();
  });
});
