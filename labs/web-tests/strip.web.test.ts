// The icon strip: where blocks cannot start, and as a page of its own. One program, whatever it was built with.
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { blocksReady, focused, inBrowser, told } from "./browser.ts";

const { visit } = inBrowser();

const withoutSheets = "delete CSSStyleSheet.prototype.replaceSync; delete Document.prototype.adoptedStyleSheets;";
// Passes every look at the browser, and fails in the middle of Blockly's start.
const failsInside = "SVGElement.prototype.getBBox = () => { throw new Error('broken'); }; const make = document.createElementNS; document.createElementNS = function (space, name) { if (name === 'svg' && new Error().stack.includes('blocks-')) throw new Error('Blockly must fail'); return make.call(document, space, name); };";

// What the strip's script meets on an old tablet. The driver keeps its own copies of what it needs.
const onlyOld = `
for (const name of ["at", "flat", "flatMap", "findLast", "toSorted"]) delete Array.prototype[name];
for (const name of ["at", "replaceAll", "matchAll", "trimStart", "trimEnd"]) delete String.prototype[name];
for (const name of ["fromEntries", "hasOwn", "groupBy"]) delete Object[name];
delete Promise.prototype.finally; delete Promise.allSettled; delete Promise.any;
for (const name of ["queueMicrotask", "structuredClone", "ResizeObserver", "BigInt", "BigInt64Array", "BigUint64Array", "WebAssembly", "AbortController", "WeakRef", "FinalizationRegistry", "BroadcastChannel"]) delete window[name];
for (const name of ["showModal", "close", "show"]) delete HTMLDialogElement.prototype[name];
for (const name of ["replaceChildren", "append", "prepend"]) delete Element.prototype[name];
for (const name of ["addEventListener", "removeEventListener"]) delete MediaQueryList.prototype[name];
`;

async function solve(page: Page): Promise<void> {
  await page.waitForSelector(".strip [data-add=maze_move]");
  await page.click("[data-add=maze_move]");
  await page.click("[data-add=maze_move]");
  await page.click("[data-run]");
  await told(page, "Moved 2 squares.", "You did it");
  await page.waitForSelector("dialog[open]");
}

describe("where blocks cannot start", () => {
  it("the strip takes their place before Blockly is even asked", async () => {
    const { page, wrong, asked, close } = await visit({ path: "/en/learn/maze/1/", before: withoutSheets });
    await solve(page);
    expect(await page.getAttribute("html", "data-blocks")).toBe("no");
    expect(asked.filter((path) => path.includes("blocks-"))).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("the strip takes their place when Blockly fails half way", async () => {
    const { page, close } = await visit({ path: "/en/learn/maze/1/", before: failsInside });
    await solve(page);
    expect(await page.getAttribute(".level-editor", "data-editor")).toBe("strip");
    await close();
  });

  it("a level without picture buttons says what to do, and where they are", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/maze/4/", before: withoutSheets });
    await page.waitForSelector(".level-plain");
    expect(await page.textContent(".level-plain")).toContain("too old for blocks");
    expect(await page.getAttribute(".level-plain a", "href")).toBe("/en/learn/maze/1/icons/");
    expect(wrong).toEqual([]);
    await close();
  });
});

describe("the page of picture buttons", () => {
  it("builds a loop by keyboard, hears it, and gives blocks the same program", async () => {
    const { page, wrong, asked, close } = await visit({ path: "/en/learn/maze/3/icons/" });
    await page.waitForSelector(".strip");
    for (const name of ["repeat 3 times", "move forward"]) {
      for (let presses = 0; presses < 40 && (await focused(page)) !== name; presses += 1) await page.keyboard.press("Tab");
      expect(await focused(page)).toBe(name);
      await page.keyboard.press("Enter");
    }
    expect(await page.textContent(".strip [role=status]")).toBe("Added: move forward");
    await page.focus(".strip-list [data-item=maze_repeat]");
    await page.keyboard.press("Space");
    await page.focus(".strip-tools [aria-label='One more']");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await page.getAttribute(".strip-list [data-item=maze_repeat]", "aria-label")).toBe("repeat 5 times, number 1 of 1");
    await page.focus("[data-run]");
    await page.keyboard.press("Enter");
    await told(page, "Moved", "You did it");
    expect(asked.filter((path) => path.includes(".wasm") || path.includes("blocks-"))).toEqual([]);

    // The same level with blocks goes on with what was built here.
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.click(".level-work-tools a");
    await blocksReady(page);
    await expect.poll(() => page.textContent(".level-count")).toContain("2 blocks used");
    expect(wrong).toEqual([]);
    await close();
  });

  it("works with nothing newer than ES2017: no dialogs, no modules, no engine", async () => {
    const { page, wrong, close } = await visit({ path: "/en/learn/maze/1/icons/", before: onlyOld });
    await page.waitForSelector(".strip [data-add=maze_move]");
    await page.locator("[data-add=maze_move]").click();
    await page.locator("[data-add=maze_move]").click();
    await page.locator("[data-run]").click();
    await page.waitForSelector("dialog.look-dialog-plain[open]");
    expect(await page.textContent("dialog")).toContain("You did it");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    expect(wrong).toEqual([]);
    await close();
  });

  it("has targets of at least 44 pixels", async () => {
    const { page, close } = await visit({ path: "/en/learn/maze/3/icons/", viewport: { width: 360, height: 740 }, hasTouch: true });
    await page.tap("[data-add=maze_repeat]");
    await page.tap("[data-add=maze_move]");
    await page.tap(".strip-list [data-item=maze_move]");
    const small = await page.evaluate(() =>
      [...document.querySelectorAll(".strip button")].map((button) => button.getBoundingClientRect()).filter((box) => box.width < 44 || box.height < 44).length,
    );
    expect(small).toBe(0);
    await close();
  });
});
