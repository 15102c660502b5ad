// A level from the first key to the next level, without a mouse, as somebody hears it.
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { blocksReady, focused, inBrowser, told } from "./browser.ts";

const { visit } = inBrowser();

/** Keys in the workspace, each after Blockly has drawn what the one before did. */
async function put(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

it("explores the maze, builds a program, runs it and goes on, all by keyboard", async () => {
  const { page, wrong, close } = await visit({ path: "/en/learn/maze/1/" });
  await blocksReady(page);

  // The stage is told before Run, and explored square by square.
  await told(page, "You look to the right.", "Ahead: path.", "The goal is 2 squares to the right.");
  await page.focus("[role=gridcell][tabindex='0']");
  expect(await focused(page)).toBe("You are here. You look to the right. Ahead: path. Left: wall. Right: wall. The goal is 2 squares to the right.");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toBe("Path. Ways on: right, left. The goal is 1 square to the right.");
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe("Wall.");
  await page.keyboard.press("Home");
  expect(await focused(page)).toContain("You are here.");

  // From the stage on, Tab leads to Run and into the toolbox.
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Run");
  for (let presses = 0; presses < 12 && !(await focused(page)).startsWith("move forward"); presses += 1) await page.keyboard.press("Tab");
  expect(await focused(page)).toContain("move forward");
  await put(page, "Enter", "ArrowDown", "Enter");
  // T leads back to the toolbox; the second block finds its place below the first by itself.
  await put(page, "t", "Enter", "Enter");
  await expect.poll(() => page.textContent(".level-count")).toContain("2 blocks used");

  // What has been put down is in sight.
  const inSight = await page.evaluate(() => {
    const frame = document.querySelector(".level-editor")?.getBoundingClientRect();
    return [...document.querySelectorAll(".blocklyBlockCanvas:not(.blocklyFlyout *) .blocklyDraggable")].every((block) => {
      const box = block.getBoundingClientRect();
      return frame !== undefined && (block.closest(".blocklyFlyout") !== null || (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom));
    });
  });
  expect(inSight).toBe(true);

  await page.focus("[data-run]");
  await page.keyboard.press("Enter");
  await told(page, "Moved 2 squares.", "You did it");
  await page.waitForSelector("dialog[open]");
  expect(await focused(page)).toContain("Next level");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Round the corner");
  await expect.poll(() => focused(page)).toBe("Round the corner");
  expect(new URL(page.url()).pathname).toBe("/en/learn/maze/2/");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "First steps");
  expect(wrong).toEqual([]);
  await close();
});

it("tells where it went wrong, step by step, and becomes Run again", async () => {
  const { page, wrong, close } = await visit({ path: "/en/learn/maze/1/" });
  await blocksReady(page);
  for (let presses = 0; presses < 40 && !(await focused(page)).startsWith("move forward"); presses += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toContain("turn left");
  await put(page, "Enter", "ArrowDown", "Enter");
  await put(page, "t", "ArrowUp", "Enter", "Enter");
  await expect.poll(() => page.textContent(".level-count")).toContain("2 blocks used");

  await page.focus("[data-step]");
  await page.keyboard.press("Enter");
  await told(page, "Turned left.");
  await page.keyboard.press("Enter");
  await told(page, "Bumped into a wall.");
  expect(await page.getAttribute("[data-hero]", "data-heading")).toBe("north");
  expect(await page.textContent(".level-note-wrong")).toMatch(/\w+/);
  await page.focus("[data-run]");
  expect(await focused(page)).toBe("Reset");
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe("Run");
  expect(await page.getAttribute("[data-hero]", "data-heading")).toBe("east");
  expect(wrong).toEqual([]);
  await close();
});
