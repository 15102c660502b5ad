// Work goes on where it stopped: on another device, also what was never run; what was made before signing in is offered and merged; by
// words at home, by card, by class link, and with a password of one's own (LRN-02, GEN-03, ACC-01..05).
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blocksReady, build, openBrowser, openDevice, openLevel, rowsIn, saying, solve, type Device } from "./browser.ts";
import { addPupils, cardsOf, comeIn, openClass, signUp, startClass } from "./people.ts";
import { openSchool, type Card, type School } from "./school.ts";

const [perfect, tried] = [3, 1];

let school: School;
let browser: Browser;
let ada: Device;
let section = "";
let joinCode = "";
let classLink = "";
let cardOf: (name: string) => Card;

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "open" }), openBrowser()]);
  ada = await openDevice(browser, school.address);
  await signUp(ada.page, "Ada", "ada@school.example");
  section = await openClass(ada.page, "8c", "Secret words", "Grade 8");
  await addPupils(ada.page, ["Ben", "Cleo", "Dalia"]);
  await ada.page.goto(`/en/classes/${section}/settings/`);
  joinCode = ((await ada.page.locator(".card-code").textContent()) ?? "").trim();
  classLink = await ada.page.locator("#link").inputValue();
  await openClass(ada.page, "9a", "User name and password", "Grade 9");
  await addPupils(ada.page, ["Finn"]);
  cardOf = await cardsOf(school);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

/** From the names of the class to the first page of one's own, with secret words. */
async function tellWords(page: Page, name: string): Promise<void> {
  await page.locator(".tiles-names button").filter({ hasText: name }).click();
  for (const [at, word] of cardOf(name).secret.split(" ").entries()) await page.locator(`#word-${String(at + 1)}`).fill(word);
  await page.locator(".form-end button[type=submit]").click();
  await page.waitForURL(/\/home\//);
}

/** At home, at any hour: the class's join code, then one's own words. */
async function comeInAtHome(page: Page, name: string): Promise<void> {
  await page.goto("/en/class/");
  await page.fill("#code", joinCode);
  await page.click("form.form button[type=submit]");
  await tellWords(page, name);
}

const saved = (page: Page): Promise<void> => expect.poll(() => saying(page), { timeout: 30_000 }).toBe("Saved");
const counted = (page: Page, words: string): Promise<void> => expect.poll(() => page.textContent(".level-count"), { timeout: 15_000 }).toContain(words);

it("goes on with work that was never run on another device, which is opened with the card", async () => {
  const home = await openDevice(browser, school.address);
  await comeInAtHome(home.page, "Ben");
  expect(await home.page.textContent("main")).toContain("Hello, Ben!");
  await openLevel(home.page, 1);
  await saved(home.page);
  await build(home.page, "move forward");
  await saved(home.page);
  const work = (await school.work()).get("Ben");
  expect(work?.attempts).toEqual([]);
  expect(Object.values(work?.drafts ?? {}).join("")).toContain("maze_move");

  // The card typed in its groups, as it is printed.
  const library = await openDevice(browser, school.address);
  await library.page.goto("/en/class/");
  await library.page.fill("#code", (cardOf("Ben").card.match(/.{6}/g) ?? []).join(" "));
  await library.page.click("form.form button[type=submit]");
  await library.page.waitForURL(/\/home\//);
  await library.page.getByRole("link", { name: "Start", exact: true }).first().click();
  await blocksReady(library.page);
  await counted(library.page, "1 of 2");
  await build(library.page, "move forward");
  await solve(library.page);
  await saved(library.page);

  await home.page.reload();
  await blocksReady(home.page);
  await counted(home.page, "2 of 2");
  expect(await home.page.textContent(".level-bar-row")).toContain("Level 1. Solved with the fewest blocks.");
  expect((await school.work()).get("Ben")?.attempts.map(({ outcome }) => outcome)).toEqual([perfect]);

  // The square on the card is a link: its key is gone from the address at once, and opens this pupil only.
  const tablet = await openDevice(browser, school.address);
  await tablet.page.goto(`/en/class/#${cardOf("Ben").card}`);
  await tablet.page.waitForURL(/\/home\//);
  expect(tablet.page.url()).not.toContain("#");
  expect(tablet.asked.join("\n")).not.toContain(cardOf("Ben").card);
  expect(await tablet.page.textContent("main")).toContain("Hello, Ben!");
  for (const device of [home, library, tablet]) {
    expect(device.wrong).toEqual([]);
    await device.close();
  }
});

it("offers what was made before signing in, with a picture; merges it, and never lets it come before better work", async () => {
  // Cleo has solved the second level already, with the fewest blocks.
  const before = await openDevice(browser, school.address);
  await comeInAtHome(before.page, "Cleo");
  await openLevel(before.page, 2);
  await saved(before.page);
  await build(before.page, "move forward", "move forward", "turn right", "move forward", "move forward");
  await solve(before.page);
  await saved(before.page);
  await before.close();

  const home = await openDevice(browser, school.address);
  const { page } = home;
  await openLevel(page, 1);
  await expect.poll(() => saying(page)).toContain("sign in to save it");
  await build(page, "move forward", "move forward");
  await solve(page);
  await openLevel(page, 2);
  await build(page, "turn left");
  await page.click("[data-run]");
  await page.waitForSelector(".level-note-wrong");
  expect(home.asked.filter((line) => !line.startsWith("GET "))).toEqual([]);

  // Ben sits down first: it is not his, and nothing of it becomes his.
  await comeInAtHome(page, "Ben");
  await openLevel(page, 3);
  await page.getByRole("button", { name: "No, not mine" }).click();
  await saved(page);
  await page.getByRole("button", { name: "Sign out Ben" }).click();
  await page.waitForURL(/\/class\/$/);
  expect((await school.work()).get("Ben")?.attempts.length).toBe(1);

  await comeInAtHome(page, "Cleo");
  await openLevel(page, 3);
  const offer = page.getByRole("region", { name: "Is this yours?" });
  await offer.waitFor();
  expect(await offer.textContent()).toContain("1 level");
  const picture = offer.getByRole("img");
  await expect.poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.complete && one.naturalWidth > 0)).toBe(true);
  await page.getByRole("button", { name: "Yes, it is mine" }).click();
  await saved(page);
  expect(await offer.count()).toBe(0);
  await expect.poll(() => page.textContent(".level-bar-row")).toContain("Level 1. Solved with the fewest blocks.");

  const work = (await school.work()).get("Cleo");
  const brought = work?.attempts.filter(({ fromBrowser }) => fromBrowser) ?? [];
  expect(brought.map(({ outcome }) => outcome)).toEqual([perfect, tried]);
  const second = work?.levels[brought[1]?.level ?? ""];
  expect(second?.state).toBe(perfect);
  expect(second?.newest).not.toContain("maze_left");
  expect(work?.levels[brought[0]?.level ?? ""]?.state).toBe(perfect);
  await openLevel(page, 2);
  await counted(page, "5 of 5");
  // It is at the school now, and no longer in this browser; nor that it was not Ben's.
  await expect.poll(async () => Object.keys(await rowsIn(page)).filter((name) => /^(visitor|declined|attempt)/.test(name))).toEqual([]);
  expect(home.wrong).toEqual([]);
  await home.close();
});

it("does not ask in a lesson whose it is: there it stays with the browser", async () => {
  const device = await openDevice(browser, school.address);
  const { page } = device;
  await openLevel(page, 1);
  await build(page, "move forward", "move forward");
  await solve(page);
  const digits = await startClass(ada.page, section);
  await comeIn(page, digits, cardOf("Dalia"));
  await blocksReady(page);
  await expect.poll(() => page.textContent(".level-person-name")).toBe("Dalia");
  await saved(page);
  await counted(page, "0 of 2");
  expect(await page.getByRole("button", { name: "Yes, it is mine" }).count()).toBe(0);
  expect((await school.work()).get("Dalia")?.attempts).toEqual([]);
  expect(Object.keys(await rowsIn(page)).some((name) => name.startsWith("visitor/"))).toBe(true);
  expect(device.wrong).toEqual([]);
  await device.close();
  await ada.page.goto(`/en/classes/${section}/`);
  await ada.page.getByRole("button", { name: "End class" }).click();
});

it("opens the names of the class with its link, without a lesson; a new link ends the old one", async () => {
  const device = await openDevice(browser, school.address);
  await device.page.goto(classLink);
  await device.page.getByRole("heading", { name: "Who are you?" }).waitFor();
  expect(device.page.url()).not.toContain("#");
  await tellWords(device.page, "Dalia");
  expect(await device.page.textContent("main")).toContain("Hello, Dalia!");
  await ada.page.goto(`/en/classes/${section}/settings/`);
  await ada.page.getByText("Class link and join code").click();
  await ada.page.getByRole("button", { name: "Make a new link" }).click();
  await expect.poll(() => ada.page.textContent("main")).toContain("The class link is new.");
  const eve = await openDevice(browser, school.address);
  await eve.page.goto(classLink);
  await expect.poll(() => eve.page.locator("[role=alert]").count()).toBe(1);
  expect(await eve.page.locator(".tiles-names").count()).toBe(0);
  for (const one of [device, eve]) {
    expect(one.wrong).toEqual([]);
    await one.close();
  }
});

it("lets a pupil with a one-time password in only to choose one of his own, which then works at any hour", async () => {
  const device = await openDevice(browser, school.address);
  const { page } = device;
  const finn = cardOf("Finn");
  const tell = async (password: string): Promise<void> => {
    await page.goto("/en/class/");
    await page.getByRole("link", { name: "I have a user name and a password" }).click();
    await page.getByLabel("User name").fill(finn.username ?? "");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.locator("main form button[type=submit]").last().click();
  };
  await tell(finn.secret);
  const choose = page.getByRole("heading", { name: "Hello Finn, choose a password of your own" });
  await choose.waitFor();
  // Nothing else opens before, and no work is taken.
  for (const path of ["/en/home/", "/en/mine/", "/en/account/"]) {
    await page.goto(path);
    await choose.waitFor();
  }
  await page.getByLabel("Your new password").fill("abc");
  await page.locator("main form button[type=submit]").last().click();
  await expect.poll(() => page.textContent("main")).toContain("Take at least 8 letters or digits.");
  await page.getByLabel("Your new password").fill("purple kettle");
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/\/home\//);
  expect(await page.textContent("main")).toContain("Hello, Finn!");
  await page.getByRole("button", { name: "Sign out Finn" }).click();
  await page.waitForURL(/\/(class|en)\/$/);

  await tell(finn.secret);
  await expect.poll(() => page.locator("[role=alert], .errorlist").count()).toBeGreaterThan(0);
  expect((await device.context.cookies()).map(({ name }) => name)).not.toContain("homeroom");
  await tell("purple kettle");
  await page.waitForURL(/\/home\//);
  // The teacher sees that he has chosen one, not which.
  await ada.page.goto("/en/classes/");
  await ada.page.getByRole("link", { name: "9a" }).click();
  await ada.page.getByRole("link", { name: "Pupils" }).click();
  await ada.page.getByRole("link", { name: "Help Finn" }).click();
  expect(await ada.page.getByRole("link", { name: "Show the one-time password" }).count()).toBe(0);
  expect(await ada.page.content()).not.toContain("purple kettle");
  expect(device.wrong).toEqual([]);
  expect(ada.wrong).toEqual([]);
  await device.close();
});
