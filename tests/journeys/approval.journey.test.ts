// Who may become a teacher: the first administrator behind a link printed at start, with a second lock; a teacher who waits and does
// everything but add pupils; approval in one click; and, by invitation only, a link that works once (SEC-04, ACC-18).
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openDevice, type Device } from "./browser.ts";
import { addPupils, digitsOf, makeAccount, openClass, password, signUp, typePassword } from "./people.ts";
import { openSchool, type School } from "./school.ts";

let school: School;
let browser: Browser;
let grace: Device;
let ada: Device;
let secret = "";
let recovery: string[] = [];
let section = "";

beforeAll(async () => {
  [school, browser] = await Promise.all([openSchool({ TEACHER_SIGNUP: "approve" }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await school.close();
});

it("lets the first administrator in behind the link that was printed, once, and not before a second lock is on [SEC-04]", async () => {
  const link = await school.firstAdministrator();
  grace = await openDevice(browser, school.address);
  await grace.page.goto(link);
  await grace.page.getByRole("heading", { name: "Make the first administrator's account" }).waitFor();
  expect(grace.page.url()).not.toContain("#");
  await makeAccount(grace.page, "Grace", "grace@district.example");
  await grace.page.getByRole("heading", { name: "First, a second lock" }).waitFor();
  // Nothing else opens before it.
  await grace.page.goto("/en/approvals/");
  await grace.page.getByRole("heading", { name: "First, a second lock" }).waitFor();

  secret = ((await grace.page.locator(".card-code").textContent()) ?? "").replace(/\s/g, "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const right = digitsOf(secret);
  await grace.page.getByLabel("Six digits").fill(String((Number(right) + 1) % 1_000_000).padStart(6, "0"));
  await grace.page.getByRole("button", { name: "Set up" }).click();
  await expect.poll(() => grace.page.textContent("main")).toContain("Those are not the six digits");
  expect(((await grace.page.locator(".card-code").textContent()) ?? "").replace(/\s/g, "")).toBe(secret);
  await grace.page.getByLabel("Six digits").fill(digitsOf(secret));
  await grace.page.getByRole("button", { name: "Set up" }).click();
  await grace.page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  recovery = await grace.page.locator(".one-time code").allTextContents();
  expect(new Set(recovery).size).toBe(10);
  await grace.page.getByRole("link", { name: "I have them. Go on" }).click();
  await grace.page.getByRole("link", { name: "Teachers" }).click();
  await expect.poll(() => grace.page.textContent("main")).toContain("Nobody is waiting.");
  expect(grace.wrong).toEqual([]);

  const eve = await openDevice(browser, school.address);
  await eve.page.goto(link);
  await expect.poll(() => eve.page.textContent("main")).toContain("This link does not work, or not any more");
  expect(await eve.context.cookies()).toEqual([]);
  await eve.close();
});

it("asks for digits that were never used, or for a recovery code that works once", async () => {
  const elsewhere = await openDevice(browser, school.address);
  const { page } = elsewhere;
  const come = async (digits: string): Promise<void> => {
    await page.goto("/en/sign-in/");
    await typePassword(page, "grace@district.example");
    await page.getByRole("heading", { name: "The six digits" }).waitFor();
    expect((await elsewhere.context.cookies()).map(({ name }) => name)).not.toContain("homeroom");
    await page.getByLabel("Six digits").fill(digits);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await come(digitsOf(secret, 1));
  await page.waitForURL(/\/home\//);
  await page.getByRole("button", { name: "Sign out Grace" }).click();
  await page.waitForURL(/\/en\/$/);

  const [code = ""] = recovery;
  await come(code);
  await page.waitForURL(/\/home\//);
  await page.getByRole("button", { name: "Sign out Grace" }).click();
  await page.waitForURL(/\/en\/$/);
  await come(code);
  await expect.poll(() => page.textContent("main")).toContain("Those are not the six digits");
  expect(elsewhere.wrong).toEqual([]);
  await elsewhere.close();
});

it("lets a teacher who waits make a class and try the pretend class, but add nobody", async () => {
  ada = await openDevice(browser, school.address);
  const { page } = ada;
  await signUp(page, "Ada", "ada@school.example");
  await expect.poll(() => page.textContent("main")).toContain("Your account waits for an administrator");

  section = await openClass(page, "5b");
  await expect.poll(() => page.textContent("main")).toContain("as soon as an administrator has approved you");
  expect(await page.getByLabel("Names, one a line").count()).toBe(0);
  // Nor past the form: what a page of somebody approved would send is refused, and nobody is in the class.
  const token = (await page.locator("input[name=csrfmiddlewaretoken]").first().getAttribute("value")) ?? "";
  const answer = await ada.context.request.post(`/en/classes/${section}/add/`, {
    headers: { Origin: school.address },
    form: { csrfmiddlewaretoken: token, rows: "1", "name-0": "Ben", "age-0": "15" },
  });
  expect(answer.status()).toBe(403);
  expect((await school.work()).size).toBe(0);

  await page.goto("/en/home/");
  await page.getByRole("button", { name: "Try it" }).click();
  await expect.poll(() => page.locator(".grid tbody tr").count(), { timeout: 20_000 }).toBe(28);
  expect(await page.textContent("main")).toContain("This is only pretend.");
  expect(ada.wrong).toEqual([]);
});

it("lets her add pupils after one click of the administrator", async () => {
  await grace.page.goto("/en/home/");
  await grace.page.getByRole("link", { name: "Teachers" }).click();
  await grace.page.getByRole("button", { name: "Approve Ada" }).click();
  await expect.poll(() => grace.page.textContent("main")).toContain("Ada may add pupils now.");
  expect(grace.wrong).toEqual([]);

  // In the pretend class, which has gone on meanwhile, the first are stuck by now or soon.
  await expect.poll(() => ada.page.locator(".stuck .stuck-one").count(), { timeout: 120_000, interval: 1_000 }).toBe(2);
  await ada.page.getByRole("button", { name: "Leave the pretend class" }).click();
  await ada.page.waitForURL(/\/classes\/$/);
  await ada.page.goto(`/en/classes/${section}/add/`);
  await addPupils(ada.page, ["Ben", "Cleo"]);
  expect([...(await school.work()).keys()].sort()).toEqual(["Ben", "Cleo"]);
  expect(ada.wrong).toEqual([]);
});

it("by invitation only: nobody signs up alone, and a link makes one account, which may add pupils at once", async () => {
  await school.kill();
  await school.start({ TEACHER_SIGNUP: "invite" });
  const dan = await openDevice(browser, school.address);
  await dan.page.goto("/en/sign-up/");
  await dan.page.getByRole("heading", { name: "By invitation" }).waitFor();
  expect(await dan.page.locator("main input").count()).toBe(0);

  await grace.page.goto("/en/approvals/");
  await grace.page.getByRole("button", { name: "Make a link", exact: true }).click();
  const link = await grace.page.getByLabel("The link").inputValue();
  expect(link.startsWith(`${school.address}/en/invited/#`)).toBe(true);
  await dan.page.goto(link);
  await makeAccount(dan.page, "Dan", "dan@school.example");
  await openClass(dan.page, "6a");
  await addPupils(dan.page, ["Mila"]);
  expect((await school.work()).has("Mila")).toBe(true);
  expect(dan.wrong).toEqual([]);

  const eve = await openDevice(browser, school.address);
  await eve.page.goto(link);
  await expect.poll(() => eve.page.textContent("main")).toContain("This link does not work, or not any more");
  await eve.page.goto("/en/sign-in/");
  await eve.page.getByLabel("Email address").fill("eve@school.example");
  await eve.page.getByLabel("Password", { exact: false }).first().fill(password);
  await eve.page.locator("main form button[type=submit]").last().click();
  await expect.poll(() => eve.page.locator("[role=alert]").count()).toBeGreaterThan(0);
  expect(eve.wrong).toEqual([]);
});
