// What teachers and pupils do in journeys, step by step as a person does it.
import { createHmac } from "node:crypto";
import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { Card, School } from "./school.ts";

export const password = "seven green lanterns";

/** Makes a teacher's account and stays signed in. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/en/sign-up/");
  await makeAccount(page, name, email);
}

/** Fills the form of a new account, wherever it was opened from, and signs in with it. */
export async function makeAccount(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: false }).first().fill(password);
  await page.getByLabel("I have read these rules").check();
  await page.locator("main form button[type=submit]").last().click();
  // The answer is the same whether or not somebody has this address already: sign in.
  await page.getByRole("heading", { name: "Sign in as a teacher" }).waitFor();
  await typePassword(page, email);
  await page.waitForURL((url) => !/sign-(up|in)|invited/.test(url.pathname));
}

/** Types address and password of a grown-up into the page that asks for them. */
export async function typePassword(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: false }).first().fill(password);
  await page.locator("main form button[type=submit]").last().click();
}

/** The six digits that an authenticator app shows (RFC 6238: SHA-1, 30 seconds), `later` steps from now. */
export function digitsOf(secret: string, later = 0): string {
  const bits = [...secret.replace(/\s|=/g, "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(step).digest();
  const at = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Opens a class and answers its public code. `way`: the words of the choice. */
export async function openClass(page: Page, name: string, way = "Three secret pictures", grade = "Grade 5"): Promise<string> {
  await page.goto("/en/classes/new/");
  await page.getByLabel("Name of the class").fill(name);
  await page.getByLabel("Grade").selectOption({ label: grade });
  await page.getByLabel(way, { exact: false }).check();
  await page.getByRole("button", { name: "On to the names" }).click();
  await page.waitForURL(/\/classes\/[a-z0-9]{12}\/add\//);
  return /classes\/([a-z0-9]{12})\//.exec(page.url())?.[1] ?? "";
}

/** Pastes names, looks them over, declares, and arrives at the two papers. */
export async function addPupils(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByLabel("Names, one a line").fill(lines.join("\n"));
  await page.getByRole("button", { name: "Look it over" }).click();
  await page.locator("input[name=declared]").check();
  await page.getByRole("button", { name: /^Add \d+ pupils?$/ }).click();
  await page.waitForURL(/\/ready\//);
}

/** Presses Start class and answers the digits of the code. */
export async function startClass(page: Page, section: string): Promise<string> {
  await page.goto(`/en/classes/${section}/`);
  await page.getByRole("button", { name: "Start class" }).click();
  await page.goto(`/en/classes/${section}/projector/`);
  const digits = ((await page.locator(".projector-code").textContent()) ?? "").replace(/\D/g, "");
  expect(digits.length).toBeGreaterThanOrEqual(6);
  return digits;
}

/** The printed cards as they are now, to be looked up by the pupil's name. */
export async function cardsOf(school: School): Promise<(name: string) => Card> {
  const cards = await school.cards();
  return (name) => {
    const card = cards.find((one) => one.name === name);
    if (!card) throw new Error(`no card of ${name}`);
    return card;
  };
}

/** Comes in as a child does: code, own name, own secret. Answers the taps beyond typing the code, *Go in* included. */
export async function comeIn(page: Page, digits: string, card: Card, shown = card.name): Promise<number> {
  let taps = 0;
  const tap = async (what: ReturnType<Page["locator"]>): Promise<void> => {
    taps += 1;
    await what.click();
  };
  await page.goto("/en/class/");
  await page.locator("#code").fill(digits);
  await tap(page.locator("form.form button[type=submit]"));
  await tap(page.locator(".tiles-names button").filter({ has: page.getByText(shown, { exact: true }) }));
  if (card.way === "words") {
    const words = card.secret.split(" ");
    for (const [at, word] of words.entries()) await page.locator(`#word-${String(at + 1)}`).fill(word);
    await tap(page.locator(".form-end button[type=submit]"));
  } else {
    for (const picture of card.secret.split(" ")) await tap(page.locator(`button.tile[value="${picture}"]`));
  }
  await page.waitForURL(/\/learn\//).catch(async () => {
    throw new Error(`${card.name} did not get in: ${page.url()} says ${(await page.textContent("main")) ?? ""}`);
  });
  // Everybody lands on the lesson; one tap more is the first puzzle.
  await tap(page.getByRole("link", { name: "Start", exact: true }));
  await page.waitForURL(/\/learn\/[a-z]+\/\d+\//);
  return taps;
}
