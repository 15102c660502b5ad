// The host in the system's Chromium: real storage, locks, back-forward cache and farewells; on localhost, and on plain HTTP in a building.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { build } from "vite";
import { until } from "./testing/device.ts";
import { School } from "./testing/school.ts";

interface Stores { readonly cookies: readonly { name: string }[]; readonly storage: readonly { name: string }[] }
const declared = JSON.parse(readFileSync(new URL("./stores.json", import.meta.url), "utf8")) as Stores;

let files: Map<string, { type: string; body: string }>;
let school: School;
let context: BrowserContext;
let profile: string;
let port: string;

beforeAll(async () => {
  const built = await build({
    configFile: false, logLevel: "silent", publicDir: false,
    build: { write: false, minify: false, modulePreload: false, rolldownOptions: { input: "labs/parts/host/testing/page.ts", output: { entryFileNames: "page.js", chunkFileNames: "[name].js" } } },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  files = new Map(output.flatMap((file) => (file.type === "chunk" ? [[`/${file.fileName}`, { type: "text/javascript", body: file.code }]] : [])));
  files.set("/level", { type: "text/html", body: '<!doctype html><title>Level</title><body>Work<script type="module" src="/page.js"></script>' });
  files.set("/other", { type: "text/html", body: "<!doctype html><title>Other</title><body>Other" });
}, 60_000);

beforeEach(async () => {
  school = new School(() => Date.now());
  for (const [path, file] of files) school.files.set(path, file);
  port = new URL(await school.open()).port;
  profile = mkdtempSync(join(tmpdir(), "host-chromium-"));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP school.test 127.0.0.1"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
});
afterEach(async () => {
  await context.close();
  await school.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});
afterAll(() => { files.clear(); });

const SECURE = (): string => `http://127.0.0.1:${port}`;
/** What a school without certificates has: not a secure context. */
const PLAIN = (): string => `http://school.test:${port}`;

async function signIn(person: string, origin: string): Promise<void> {
  await context.clearCookies();
  const url = origin;
  await context.addCookies([{ name: "session", value: school.signIn(person), url, httpOnly: true }, { name: "here", value: `h${Math.random().toString(36).slice(2)}`, url }]);
}
async function open(origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/level`);
  await page.waitForFunction(() => (window as Partial<Window>).host !== undefined);
  return page;
}
const known = (page: Page, code: string | null): Promise<unknown> =>
  page.waitForFunction((who) => window.host.me.value !== undefined && (window.host.me.value?.code ?? null) === who, code);
const saved = (page: Page): Promise<unknown> => page.waitForFunction(() => window.host.saved.value === "saved");
const run = (page: Page, program: string): Promise<void> =>
  page.evaluate((words) => window.host.attempt({ level: "level-1", program: words, verdict: { outcome: "passed", mistake: null, said: { key: "k" }, blocks: 1 }, hints: 0, seconds: 1 }), program);
const programs = (person: string): string[] => school.attemptsOf(person).map(({ program }) => program);
/** The names of everything this origin keeps in this browser. */
const names = (page: Page): Promise<string[]> => page.evaluate(async () => {
  const rows: string[] = [...Object.keys(localStorage), ...Object.keys(sessionStorage).map((key) => `session:${key}`)];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((done) => { const request = indexedDB.open(name ?? ""); request.onsuccess = () => { done(request.result); }; });
    for (const table of database.objectStoreNames) {
      const keys = await new Promise<IDBValidKey[]>((done) => { const request = database.transaction(table).objectStore(table).getAllKeys(); request.onsuccess = () => { done(request.result); }; });
      rows.push(...keys.map((key) => `${String(name)}/${table}/${String(key)}`));
    }
    database.close();
  }
  return rows;
});
function isDeclared(name: string): boolean {
  const inside = name.replace(/^homeroom\/kept\//, "").replace(/^homeroom\//, "");
  return declared.storage.some((row) => (row.name.endsWith("*") ? inside.startsWith(row.name.slice(0, -1)) : inside === row.name));
}

test("a visitor: no request, no cookie, nothing kept before the first run; only declared names after it", async () => {
  const page = await open(SECURE());
  await known(page, null);
  await page.evaluate(() => window.host.flush());
  expect(await names(page)).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  await run(page, "mine");
  const kept = await names(page);
  expect(kept).toEqual(["homeroom/kept/visitor/level-1"]);
  expect(kept.filter((name) => !isDeclared(name))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(school.heard).toEqual([]);
}, 60_000);

for (const [words, origin] of [["localhost", SECURE], ["plain HTTP", PLAIN]] as const)
  test(`${words}: two tabs send each run once, and nothing undeclared is kept`, async () => {
    await signIn("ben", origin());
    const [one, two] = [await open(origin()), await open(origin())];
    await Promise.all([known(one, "ben"), known(two, "ben")]);
    expect(await one.evaluate(() => [isSecureContext, "locks" in navigator])).toEqual(origin === SECURE ? [true, true] : [false, false]);
    await context.setOffline(true);
    await Promise.all([run(one, "1"), run(two, "2"), run(one, "3"), run(two, "4")]);
    expect((await names(one)).filter((name) => !isDeclared(name))).toEqual([]);
    await context.setOffline(false);
    await Promise.all([run(one, "5"), run(two, "6")]);
    await Promise.all([saved(one), saved(two)]);
    await until(() => programs("ben").length === 6, "all six");
    const sent = school.asked("/attempts").flatMap(({ body }) => (JSON.parse(body) as { attempts: { id: string }[] }).attempts.map(({ id }) => id));
    expect(sent.length).toBe(6);
  }, 60_000);

test("plain HTTP, no network, sign-out: sealed on the device; the next child's page brings it home", async () => {
  await signIn("ben", PLAIN());
  const page = await open(PLAIN());
  await known(page, "ben");
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await run(page, "ben's secret");
  void page.evaluate(() => window.host.signOut("/other")).catch(() => undefined);
  await until(async () => (await context.cookies()).every(({ name }) => name !== "here"), "the cookie is gone");
  await context.setOffline(false);
  await signIn("cleo", PLAIN());
  const next = await open(PLAIN());
  await known(next, "cleo");
  await until(() => programs("ben").length === 1, "arrived");
  expect(programs("ben")).toEqual(["ben's secret"]);
  expect(school.asked("/deposit").every(({ cookie }) => cookie === "")).toBe(true);
  await until(async () => (await names(next)).every((name) => name.startsWith("homeroom/kept/person/cleo")), "nothing of Ben is left");
}, 60_000);

test("a run and away: what was made in the last moment arrives without the page", async () => {
  await signIn("ben", SECURE());
  const page = await open(SECURE());
  await known(page, "ben");
  await page.evaluate(() => {
    void window.host.attempt({ level: "level-1", program: "last run", verdict: { outcome: "passed", mistake: null, said: { key: "k" }, blocks: 1 }, hints: 0, seconds: 1 });
    window.host.keep("level-2", { last: "edit" });
    location.assign("/other");
  });
  await page.waitForURL("**/other");
  const drafts = (): string | undefined => school.drafts.get("ben")?.get("level-2")?.program;
  await until(() => drafts() === '{"last":"edit"}', "the edit arrived");
  const next = await open(SECURE());
  await saved(next);
  await until(() => programs("ben").length === 1, "the run arrived, now or with the next page");
}, 60_000);

test("the browser is killed while the server is away: the work is on the disk and arrives from the next start", async () => {
  await signIn("ben", SECURE());
  const cookies = await context.cookies();
  const page = await open(SECURE());
  await known(page, "ben");
  await context.setOffline(true);
  for (const program of ["1", "2", "3"]) await run(page, program);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
  await context.close();
  context = await chromium.launchPersistentContext(profile, { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  await context.addCookies(cookies);
  await saved(await open(SECURE()));
  await until(() => programs("ben").length === 3, "arrived");
  expect(programs("ben")).toEqual(["1", "2", "3"]);
}, 60_000);

test("back to a page from the back-forward cache when another child is here: wiped, and begun anew", async () => {
  await signIn("ben", SECURE());
  const page = await open(SECURE());
  await known(page, "ben");
  await saved(page);
  await page.evaluate(() => { window.mark = "the very same page"; });
  await page.goto(`${SECURE()}/other`);
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate(() => [window.mark, document.body.textContent?.trim()])).toEqual(["the very same page", "Work"]);
  await page.goto(`${SECURE()}/other`);
  await signIn("cleo", SECURE());
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => window.mark === undefined && (window as Partial<Window>).host?.me.value?.code === "cleo");
  expect(await page.evaluate(() => window.host.states.value)).toEqual({});
}, 60_000);

test("a browser without IndexedDB: localStorage holds the queue, under declared names", async () => {
  await context.addInitScript(() => { Object.defineProperty(window, "indexedDB", { get: () => { throw new Error("forbidden"); } }); });
  await signIn("ben", PLAIN());
  const page = await open(PLAIN());
  await known(page, "ben");
  await context.setOffline(true);
  await run(page, "1");
  await run(page, "2");
  const kept = await page.evaluate(() => Object.keys(localStorage));
  expect(kept.some((name) => name.startsWith("homeroom/attempt/ben/"))).toBe(true);
  expect(kept.filter((name) => !isDeclared(name))).toEqual([]);
  await context.setOffline(false);
  await page.reload();
  await saved(page);
  await until(() => programs("ben").length === 2, "arrived");
  expect(programs("ben")).toEqual(["1", "2"]);
}, 60_000);
