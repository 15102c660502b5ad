// What a visitor's first puzzle costs until blocks can be used, as sent; and how soon a run moves. Prints JSON lines for `make bench`.
import type { Browser, Page, Request } from "playwright-core";
import { addBlock, blocksReady, openBrowser } from "../tests/journeys/browser.ts";
import { openSchool } from "../tests/journeys/school.ts";

interface Line {
  readonly name: string;
  readonly ours: number;
  readonly budget: number;
  readonly [more: string]: unknown;
}

function tell({ name, ours, budget, ...more }: Line): void {
  console.log(JSON.stringify({ name, ours, floor: null, ratio: Number((ours / budget).toFixed(3)), budget, ok: ours <= budget, ...more }));
}

/** Bytes of bodies as sent, requests, foreign hosts and cookies until blocks can be used, with an empty cache and nothing touched. */
async function firstLoad(browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  const sent = new Map<string, number>();
  const urls = new Map<string, string>();
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sent.set(requestId, encodedDataLength));
  await page.goto(`${address}/en/learn/maze/1/`);
  await blocksReady(page);
  await page.waitForLoadState("networkidle");
  const ours = [...urls].filter(([id, url]) => url.startsWith(address) && (sent.get(id) ?? 0) > 0);
  const foreign = new Set([...urls.values()].filter((url) => !url.startsWith(address) && !url.startsWith("data:") && !url.startsWith("blob:")).map((url) => new URL(url).host));
  tell({ name: "first-load-bytes", ours: ours.reduce((sum, [id]) => sum + (sent.get(id) ?? 0), 0), budget: 300_000, unit: "bytes as sent, headers included" });
  tell({ name: "first-load-requests", ours: ours.length, budget: 12 });
  const cookies = await context.cookies();
  for (const [name, count] of [["first-load-foreign-hosts", foreign.size], ["first-load-cookies", cookies.length]] as const) {
    console.log(JSON.stringify({ name, ours: count, floor: null, ratio: count, budget: 0, ok: count === 0 }));
  }
  // The Worker and its WebAssembly come with the first touch.
  const asked: Request[] = [];
  page.on("request", (request) => asked.push(request));
  const wasm = page.waitForResponse((answer) => answer.url().endsWith(".wasm"));
  await page.click(".level-editor .blocklyMainBackground");
  await (await wasm).finished();
  const sizes = await Promise.all(asked.map((request) => request.sizes()));
  const touched = sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
  tell({ name: "first-touch-bytes", ours: touched, budget: 240_000, unit: "bytes as sent", requests: asked.length });
  await context.close();
}

/** Milliseconds from pressing Run to the hero's first movement, warm; median of nine. */
async function runToMovement(browser: Browser, address: string): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${address}/en/learn/maze/1/`);
  await blocksReady(page);
  await addBlock(page, "move forward");
  await addBlock(page, "move forward");
  await timed(page); // the first run warms the engine
  let requests = 0;
  page.on("request", () => (requests += 1));
  const took: number[] = [];
  for (let round = 0; round < 9; round += 1) took.push(await timed(page));
  took.sort((a, b) => a - b);
  tell({ name: "run-to-movement", ours: Number((took[4] ?? 0).toFixed(1)), budget: 100, unit: "ms", requests, slowest: Number((took[8] ?? 0).toFixed(1)) });
  console.log(JSON.stringify({ name: "run-requests", ours: requests, floor: null, ratio: requests, budget: 0, ok: requests === 0 }));
  await page.context().close();
}

async function timed(page: Page): Promise<number> {
  const took = await page.evaluate(async () => {
    const hero = document.querySelector("[data-hero]");
    const button = document.querySelector<HTMLElement>("[data-run]");
    if (!hero || !button) throw new Error("no stage");
    const moved = new Promise<number>((done) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        done(performance.now());
      }).observe(hero, { attributes: true });
    });
    const began = performance.now();
    button.click();
    return (await moved) - began;
  });
  await page.waitForTimeout(200);
  for (let wait = 0; wait < 40 && (await page.locator("dialog[open]").count()) === 0; wait += 1) await page.waitForTimeout(100);
  await page.keyboard.press("Escape");
  await page.click("[data-run]"); // Reset
  await page.waitForTimeout(150);
  return took;
}

const [school, browser] = await Promise.all([openSchool(), openBrowser()]);
try {
  await firstLoad(browser, school.address);
  await runToMovement(browser, school.address);
} finally {
  await browser.close();
  await school.close();
}
