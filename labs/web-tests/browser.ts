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
  readonly path: string;
}

/** Writes down what the stage's live region says. */
const listen = `window.heard = []; new MutationObserver(() => {
  const said = document.querySelector("[data-told]")?.textContent ?? "";
  if (said && said !== window.heard.at(-1)) window.heard.push(said);
}).observe(document, { subtree: true, childList: true, characterData: true });`;

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
      await page.addInitScript(listen);
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

/** Everything the stage has said since the page came, as a screen reader would have heard it. */
export async function heard(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { heard?: string[] }).heard?.join(" ") ?? "");
}

/** Waits until `parts` have been said, in their order. */
export async function told(page: Page, ...parts: string[]): Promise<void> {
  const inOrder = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*"));
  await expect.poll(() => heard(page), { timeout: 15_000 }).toMatch(inOrder);
}

/** Which element has the focus: its label or text. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}
