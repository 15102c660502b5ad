import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser, Moment } from "./browser.ts";
import { pollWith } from "./poll.ts";
import { until } from "./testing/device.ts";

let server: Server;
let origin: string;
let asked: IncomingHttpHeaders[];
let version: number;
let status: number;
let visible: boolean;
let listeners: Map<Moment, Set<() => void>>;
let polling: { stop(): void; now(): void } | null;

beforeEach(async () => {
  [asked, version, status, visible, listeners, polling] = [[], 1, 200, true, new Map(), null];
  server = createServer((request, response) => {
    asked.push(request.headers);
    const etag = `"v${version}"`;
    if (status !== 200) response.writeHead(status, { "Content-Type": "application/json", "Retry-After": "1" }).end("{}");
    else if (request.headers["if-none-match"] === etag) response.writeHead(304, { ETag: etag }).end();
    else response.writeHead(200, { "Content-Type": "application/json", ETag: etag }).end(JSON.stringify({ version }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  polling?.stop();
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => { done(); }));
});

/** Ten times as fast as real. */
function start(seen: number[], ended: number[] = [], trouble: boolean[] = []): void {
  const browser = {
    fetch: (input, init) => fetch(input, init),
    visible: () => visible,
    on: (moment, then) => {
      listeners.set(moment, (listeners.get(moment) ?? new Set()).add(then));
      return () => listeners.get(moment)?.delete(then);
    },
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds / 10);
      return () => { clearTimeout(timer); };
    },
  } as Partial<Browser> as Browser;
  polling = pollWith<{ version: number }>(browser, `${origin}/grid`, 1, (news) => { seen.push(news.version); }, { language: "ar", onEnd: (code) => { ended.push(code); }, onTrouble: (failing) => { trouble.push(failing); } });
}
const fire = (moment: Moment): void => { for (const then of listeners.get(moment) ?? []) then(); };

test("news is told once, what has not changed costs a 304", async () => {
  const seen: number[] = [];
  start(seen);
  await until(() => asked.length >= 4, "asked again and again");
  expect(seen).toEqual([1]);
  version = 2;
  await until(() => seen.length === 2, "news");
  expect(seen).toEqual([1, 2]);
  expect([asked[0]?.["if-none-match"], asked[1]?.["if-none-match"], asked[1]?.["accept-language"]]).toEqual([undefined, '"v1"', "ar"]);
});

test("nobody looks: nothing is asked; shown again: caught up at once", async () => {
  const seen: number[] = [];
  start(seen);
  await until(() => seen.length === 1, "first");
  visible = false;
  await new Promise((done) => setTimeout(done, 250));
  const before = asked.length;
  version = 2;
  await new Promise((done) => setTimeout(done, 300));
  expect(asked.length).toBe(before);
  visible = true;
  fire("shown");
  await until(() => seen.length === 2, "caught up");
});

test("errors make it patient and are told; when the server is back, so is the page", async () => {
  const [seen, trouble]: [number[], boolean[]] = [[], []];
  status = 503;
  start(seen, [], trouble);
  await new Promise((done) => setTimeout(done, 700));
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(trouble[0]).toBe(true);
  status = 200;
  fire("online");
  await until(() => seen.length === 1, "news");
  expect(trouble[trouble.length - 1]).toBe(false);
});

test("signed out or gone: it ends, and says why", async () => {
  const ended: number[] = [];
  status = 401;
  start([], ended);
  await until(() => ended.length === 1, "ended");
  await new Promise((done) => setTimeout(done, 300));
  expect([ended, asked.length]).toEqual([[401], 1]);
});
