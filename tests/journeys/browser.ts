// The system's Chromium with its back-forward cache left on, and pages that are watched: what must never happen is collected.
import { existsSync } from "node:fs";
import { expect } from "vitest";
import { record, type Netcap } from "./netcap.ts";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

const candidates = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser. The driver switches the back-forward cache off unless told otherwise; children's browsers have it on. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error("no Chromium: install the package chromium, or set CHROMIUM");
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** One device of one person. */
export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts, forbidden styles and scripts, requests to anybody else. Must stay empty. */
  readonly wrong: string[];
  /** Method and path of every request to our server. */
  readonly asked: string[];
  /** Everything that this device sent. */
  readonly netcap: Netcap;
  close(): Promise<void>;
}

/** A fresh device that knows only `address`. */
export async function openDevice(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Device> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: address, ...options });
  const netcap = record(context, address);
  const page = await context.newPage();
  const wrong: string[] = [];
  const asked: string[] = [];
  context.on("page", watch);
  watch(page);
  function watch(one: Page): void {
    one.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
    one.on("console", (message) => {
      // A refusal (404, 409, 429) and a cut network are told in the console by the browser itself; the pages speak of them too.
      if (message.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/.test(message.text())) wrong.push(`console: ${message.text()}`);
    });
    one.on("websocket", (socket) => wrong.push(`websocket: ${socket.url()}`));
  }
  context.on("request", (request) => {
    const url = request.url();
    if (url.startsWith(address)) asked.push(`${request.method()} ${url.slice(address.length)}`);
    else if (!url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`foreign: ${url}`);
  });
  return { context, page, wrong, asked, netcap, close: () => context.close() };
}

/** Waits until blocks can be used on a level page. */
export async function blocksReady(page: Page): Promise<void> {
  await page.waitForSelector('.level-editor[data-editor="blocks"] .blocklyBlockCanvas .blocklyDraggable', { timeout: 30_000 });
}

/** Puts a block at the end of the program: a press on its text in the toolbox. */
export async function addBlock(page: Page, text: string): Promise<void> {
  await page.locator(".blocklyFlyout .blocklyText", { hasText: text }).first().click();
}

/** Presses Run and waits until the level says that it is solved. */
export async function solve(page: Page): Promise<void> {
  await page.click("[data-run]");
  await page.waitForSelector("dialog[open]");
}

/** Builds a program from the start: presses on the toolbox, each awaited in the counter. `texts` are the words of the blocks. */
export async function build(page: Page, ...texts: readonly string[]): Promise<void> {
  const used = async (): Promise<number> => Number.parseInt((await page.textContent(".level-count")) ?? "0", 10);
  for (const text of texts) {
    const before = await used();
    await addBlock(page, text);
    await expect.poll(used, { timeout: 10_000 }).toBe(before + 1);
  }
}

/** Goes to a level of the maze as from a link, and waits until blocks can be used. */
export async function openLevel(page: Page, number: number, language = "en"): Promise<void> {
  await page.goto(`/${language}/learn/maze/${String(number)}/`);
  await blocksReady(page);
}

/** Follows *Next level* after solving; the page stays the same, the level is another. */
export async function nextLevel(page: Page): Promise<void> {
  const before = await page.textContent("h1");
  await page.click("dialog[open] [data-first]");
  await expect.poll(() => page.textContent("h1")).not.toBe(before);
}

/** What a level page says beside the name: saved, on its way, kept on this device ... */
export async function saying(page: Page): Promise<string> {
  return ((await page.locator(".level-saved").first().textContent()) ?? "").trim();
}

/** Rows that lie in this browser, by name: in IndexedDB `homeroom/kept`, looked at without making it, or where that was too slow, in localStorage. */
export async function rowsIn(page: Page): Promise<Readonly<Record<string, unknown>>> {
  return page.evaluate(async () => {
    const rows: Record<string, unknown> = {};
    for (const name of Object.keys(localStorage))
      if (name.startsWith("homeroom/")) rows[name.slice("homeroom/".length)] = JSON.parse(localStorage.getItem(name) ?? "null");
    if (!(await indexedDB.databases()).some(({ name }) => name === "homeroom")) return rows;
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const opening = indexedDB.open("homeroom");
      opening.onsuccess = () => { done(opening.result); };
      opening.onerror = () => { failed(opening.error ?? new Error("indexedDB")); };
    });
    await new Promise<void>((done) => {
      const walk = database.transaction("kept").objectStore("kept").openCursor();
      walk.onsuccess = () => {
        const row = walk.result;
        if (row === null) { done(); return; }
        rows[String(row.key)] = row.value;
        row.continue();
      };
    });
    database.close();
    return rows;
  });
}

/** Ids of the runs that wait on this device, oldest first. */
export async function waitingRuns(page: Page): Promise<string[]> {
  const rows = await rowsIn(page);
  return Object.keys(rows).filter((name) => name.startsWith("attempt/")).sort().map((name) => (rows[name] as { item: { id: string } }).item.id);
}
