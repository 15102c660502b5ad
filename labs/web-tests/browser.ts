// One browser and one server for a file of browser tests, and pages that notice what must never happen.
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { serve } from "./server.ts";

const candidates = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A page that is watched: errors of scripts, forbidden styles and requests to anybody else are collected. */
export interface Watched {
  readonly page: Page;
  readonly wrong: string[];
  /** Paths asked of our server by this page, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface Visit extends BrowserContextOptions {
  /** Runs in the page before anything else, as text. */
  readonly before?: string;
  /** Nothing is fetched after this; the answer takes the network away or gives it back. */
  readonly path: string;
}

/** Starts browser and server before the tests of a file, and ends them after. */
export function inBrowser(): { visit(visit: Visit): Promise<Watched> } {
  let browser: Browser | null = null;
  let server: Awaited<ReturnType<typeof serve>> | null = null;

  beforeAll(async () => {
    const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
    if (executablePath === undefined) throw new Error("no Chromium: install the package chromium, or set CHROMIUM");
    server = await serve();
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"] });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    async visit({ path, before, ...options }) {
      if (!browser || !server) throw new Error("the browser has not started");
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      const wrong: string[] = [];
      const asked: string[] = [];
      const home = server.address;
      page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const url = request.url();
        if (url.startsWith(home)) asked.push(url.slice(home.length));
        else if (!url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`foreign: ${url}`);
      });
      if (before !== undefined) await page.addInitScript(before);
      await page.goto(home + path);
      return { page, wrong, asked, close: () => context.close() };
    },
  };
}

/** Waits until blocks can be used. */
export async function blocksReady(page: Page): Promise<void> {
  await page.waitForSelector('.level-editor[data-editor="blocks"] .blocklyBlockCanvas .blocklyDraggable');
}

/** Waits for the live region to hold all of `parts`, in their order. */
export async function told(page: Page, ...parts: string[]): Promise<void> {
  await expect.poll(async () => page.textContent("[data-told]"), { timeout: 15_000 }).toMatch(new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*")));
}

/** Which element has the focus: its label or text. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}
