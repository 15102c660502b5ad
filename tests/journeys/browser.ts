// The system's Chromium with its back-forward cache left on, and pages that are watched: what must never happen is collected.
import { existsSync } from "node:fs";
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
  close(): Promise<void>;
}

/** A fresh device that knows only `address`. */
export async function openDevice(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Device> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: address, ...options });
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
    one.on("request", (request) => {
      const url = request.url();
      if (url.startsWith(address)) asked.push(`${request.method()} ${url.slice(address.length)}`);
      else if (!url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`foreign: ${url}`);
    });
  }
  return { context, page, wrong, asked, close: () => context.close() };
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
