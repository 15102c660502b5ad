// Without a mouse: class code, name, three pictures, the first puzzle explored, built, run and solved, a hand raised, and out again,
// as somebody hears it who does not see the page (WCAG 2.1.1, 2.4.3, 4.1.3).
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openDevice, type Device } from "./browser.ts";
import { addPupils, cardsOf, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type School } from "./school.ts";

let school: School;
let browser: Browser;
let ada: Device;
let section = "";
let digits = "";

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open" }), openBrowser()]);
  ada = await openDevice(browser, school.address);
  await signUp(ada.page, "Ada", "ada@school.example");
  section = await openClass(ada.page, "5b");
  await addPupils(ada.page, ["Amira", "Ben", "Cleo"]);
  digits = await startClass(ada.page, section);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** Writes down what live regions say, as a screen reader would speak it. */
const listen = `window.heard = []; new MutationObserver(() => {
  for (const place of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
    const said = place.textContent.trim();
    if (said && place.heardLast !== said) { place.heardLast = said; window.heard.push(said); }
  }
}).observe(document, { subtree: true, childList: true, characterData: true });`;

/** Waits until these parts have been said, in their order. */
async function heard(page: Page, ...parts: string[]): Promise<void> {
  const inOrder = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*"));
  await expect.poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard.join(" | ")), { timeout: 15_000 }).toMatch(inOrder);
}

/** Name of what has the focus, and whether one sees that it has it. */
async function focused(page: Page): Promise<{ name: string; seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "", seen: true };
    const look = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const marked = look.outlineStyle !== "none" || look.boxShadow !== "none" || element.closest(".blocklySvg, .level-editor, .card-link") !== null;
    return { name: (element.getAttribute("aria-label") ?? element.textContent).trim(), seen: element.matches(":focus-visible") && inSight && marked };
  });
}

/** Presses Tab until something whose name begins so has the focus; everything on the way shows that it has it. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab", most = 90): Promise<void> {
  const unseen: string[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (!now.seen) unseen.push(now.name);
    if (typeof name === "string" ? now.name.startsWith(name) : name.test(now.name)) {
      expect(unseen).toEqual([]);
      return;
    }
  }
  throw new Error(`Tab does not lead to ${String(name)} at ${page.url()}`);
}

/** Keys in the workspace, each after Blockly has drawn what the one before did. */
async function put(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

it("brings Ben from the class code to a solved level, and out again, by keys alone", async () => {
  const card = (await cardsOf(school))("Ben");
  const ben = await openDevice(browser, school.address);
  const { page } = ben;
  // Whatever would use the mouse fails.
  const forbidden = (): never => { throw new Error("a mouse was used"); };
  Object.assign(page.mouse, { click: forbidden, down: forbidden, move: forbidden });
  Object.assign(page, { click: forbidden, tap: forbidden, hover: forbidden });
  await ben.context.addInitScript(listen);
  await page.goto("/en/class/");

  // A wrong code first: it is said, and the field has the focus again.
  await page.keyboard.type("00000000");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=alert]");
  expect(await page.getAttribute("#code", "aria-describedby")).toContain("wrong");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(digits);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await tabTo(page, "Ben");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Hello Ben" }).waitFor();
  const pictures = card.secret.split(" ");
  for (const [at, picture] of pictures.entries()) {
    const name = (await page.locator(`button.tile[value="${picture}"] span`).first().textContent()) ?? "";
    // Back to the top of the tiles: Shift+Tab from where the one before stood, or Tab on from there.
    const here = await page.evaluate((value) => {
      const tiles = [...document.querySelectorAll<HTMLButtonElement>("button.tile")];
      return tiles.findIndex((tile) => tile === document.activeElement) > tiles.findIndex((tile) => tile.value === value);
    }, picture);
    await tabTo(page, name, here ? "Shift+Tab" : "Tab");
    await page.keyboard.press(at === 1 ? "Space" : "Enter");
    if (at < 2) await heard(page, name);
  }
  await page.waitForURL(/\/learn\/maze\/$/);
  await tabTo(page, /^Start$/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".blocklyBlockCanvas .blocklyDraggable");
  await heard(page, "Saved");

  // The stage is told before Run, and explored square by square.
  await heard(page, "The goal is 2 squares to the right.");
  await tabTo(page, "You are here.");
  await page.keyboard.press("ArrowRight");
  expect((await focused(page)).name).toBe("Path. Ways on: right, left. The goal is 1 square to the right.");
  await page.keyboard.press("ArrowUp");
  expect((await focused(page)).name).toBe("Wall.");
  await tabTo(page, /^Run$/);
  await page.keyboard.press("Enter");
  // Nothing is built yet: where it ended is said, and Run is Reset now.
  await expect.poll(() => page.locator(".level-note-wrong").count()).toBe(1);
  await heard(page, (await page.locator(".level-note-wrong").textContent())?.trim() ?? "");
  expect((await focused(page)).name).toBe("Reset");
  await page.keyboard.press("Enter");
  expect((await focused(page)).name).toBe("Run");

  await tabTo(page, "move forward");
  await put(page, "Enter", "ArrowDown", "Enter");
  await put(page, "t", "Enter", "Enter");
  await expect.poll(() => page.textContent(".level-count")).toContain("2 blocks used");
  await tabTo(page, /^Run$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await heard(page, "Moved 2 squares.", "You did it");
  await page.waitForSelector("dialog[open]");
  await expect.poll(async () => (await focused(page)).name).toContain("Next level");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focused(page)).name).toBe("Round the corner");

  // A raised hand is said to be up; the way out is at hand, too.
  await tabTo(page, "Raise hand", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("button[aria-pressed=true]", { hasText: "Hand is up" }).count()).toBe(1);
  await heard(page, "Saved");
  await tabTo(page, "Sign out Ben");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Join your class" }).waitFor();
  expect((await school.work()).get("Ben")?.attempts.map(({ outcome }) => outcome)).toEqual([1, 3]);
  expect(ben.wrong).toEqual([]);
  await ben.close();
});

it("lets Ada see who asks for help, look into a cell of the grid and end the class by keys alone", async () => {
  const { page } = ada;
  await page.goto(`/en/classes/${section}/progress/`);
  await page.waitForSelector("[data-at]");
  // One stop in the page; arrows lead on inside it.
  await tabTo(page, /^Level 1, First steps: not started/);
  await page.keyboard.press("ArrowDown");
  await expect.poll(async () => (await focused(page)).name).toMatch(/^Level 1, First steps: solved/);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("dialog[open]").textContent()).toContain("Ben");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  expect((await focused(page)).name).toMatch(/^Level 1, First steps: solved/);
  await page.goto(`/en/classes/${section}/`);
  await tabTo(page, "End class");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.textContent("main")).toContain("No class is on.");
  expect(ada.wrong).toEqual([]);
});
