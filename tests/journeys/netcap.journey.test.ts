// The recorder's own control: whatever a careless page would send, and however it would hide it, is seen.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { record, spellings } from "./netcap.ts";

const canary = "Quilla Feather";
let server: Server;
let other: Server;
let browser: Browser;
let address = "";
let elsewhere = "";

beforeAll(async () => {
  // Two hosts of this machine: ours, and somebody else's.
  const open = async (one: Server): Promise<string> => new Promise((done) => {
    one.listen(0, "127.0.0.1", () => { done(`http://127.0.0.1:${String((one.address() as AddressInfo).port)}`); });
  });
  server = createServer((_request, answer) => { answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>A page</title><form method=post><input name=a></form>"); });
  other = createServer((_request, answer) => { answer.end(); });
  [address, elsewhere, browser] = await Promise.all([open(server), open(other), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  server.close();
  other.close();
});

it("sees beacons, posts of forms, requests of scripts and websockets, and who is asked", async () => {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  const netcap = record(context, address);
  await page.goto("/quiet");
  expect(netcap.traces(canary)).toEqual([]);
  expect(netcap.foreign()).toEqual([]);

  await page.evaluate(async ([told, place]) => {
    navigator.sendBeacon("/beacon", told);
    await fetch("/fetch", { method: "POST", body: btoa(`x${told}`), headers: { "X-Told": encodeURIComponent(told) } });
    await fetch(`/address?of=${encodeURIComponent(told.toUpperCase())}`);
    new Image().src = `${place}/pixel.gif`;
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/socket?of=${encodeURIComponent(told)}`);
    await new Promise((done) => { socket.onerror = done; });
  }, [canary, elsewhere] as const);
  await page.fill("input", canary);
  await Promise.all([page.waitForNavigation(), page.evaluate(() => { document.querySelector("form")?.submit(); })]);

  expect(netcap.foreign()).toEqual([`${elsewhere}/pixel.gif`]);
  const found = netcap.traces(canary);
  expect(found).toContain("POST /beacon: body (plain)");
  expect(found).toContain("POST /fetch: body (in base64 at 1)");
  expect(found).toContain("POST /fetch: headers (in an address)");
  expect(found).toContain("GET /address?of=QUILLA%20FEATHER: address (small in an address)");
  expect(found).toContain("POST /quiet: body (in a form)");
  expect(found.some((line) => line.startsWith("CONNECT ws:") || line.includes("/socket"))).toBe(true);
  await context.close();
});

it("knows a canary by every spelling", () => {
  const digest = spellings(canary).get("sha256 small in hex")?.toString();
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect([...spellings(canary).keys()]).toEqual(expect.arrayContaining(["in base64 at 2", "md5", "sha1 in base64"]));
});
