// The pictures of docs/screens/: drives a browser through a class that is going on. Started by tests/screens.py, which reads what is said here:
// one line of JSON with the school, then pictures as PNG in the folder named there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { addBlock, blocksReady, openBrowser, openDevice, type Device } from "./browser.ts";

interface Told {
  readonly address: string;
  readonly folder: string;
  /** The square on the wall as SVG; the page's own holds a code drawn by lot. */
  readonly square: string;
  /** Whole pages, and those too that the documents do not show. */
  readonly all: boolean;
  readonly teacher: { readonly email: string; readonly password: string };
  readonly cards: readonly { readonly name: string; readonly way: string; readonly secret: string }[];
}

type Size = "phone" | "laptop";
interface Look {
  readonly size: Size;
  readonly theme?: "light" | "dark";
}

const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1280, height: 800 } };
const told = JSON.parse(readFileSync(0, "utf8")) as Told;
const browser = await openBrowser();
const wrong: string[] = [];

function device(options: BrowserContextOptions = {}): Promise<Device> {
  // Movement stopped: a picture is of the end of it.
  return openDevice(browser, told.address, { reducedMotion: "reduce", locale: "en-GB", timezoneId: "Europe/London", ...options });
}

/** What differs from one day to the next is written over before a picture is taken, so that only a change of the look changes a picture. */
function settle(square: string): void {
  const fixed: readonly (readonly [string, string])[] = [
    [".period-digits", "482 913"],
    [".projector-address", "school.example/class"],
    [".stuck .minutes", "4 min"],
  ];
  for (const [where, words] of fixed) for (const found of document.querySelectorAll(where)) found.textContent = words;
  // The time of day stands at the end of its line.
  for (const where of document.querySelectorAll(".stuck-where")) if (where.lastChild) where.lastChild.textContent = " · since 10:15 AM";
  const drawn = new DOMParser().parseFromString(square, "text/html").querySelector("svg");
  if (drawn) document.querySelector(".projector-qr svg")?.replaceWith(document.importNode(drawn, true));
  // Tiles are drawn by lot: here animal and colour follow the name beside them.
  const animals = ["cat", "owl", "fish", "whale", "frog", "snail", "bird", "rabbit"];
  for (const drawing of document.querySelectorAll(".animal-tile svg")) {
    const near = drawing.closest("button, tr, li, .page-head, .page");
    const name = (near?.querySelector("[data-name], [dir=auto], bdi, h1, a")?.textContent ?? "").split(" ").at(-1) ?? "";
    const lot = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
    const use = drawing.querySelector("use");
    use?.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#${animals[lot % animals.length] ?? ""}`));
    drawing.setAttribute("class", (drawing.getAttribute("class") ?? "").replace(/tile-colour-\d/, `tile-colour-${String(1 + (lot % 7))}`));
  }
  document.querySelectorAll(".projector-code span").forEach((part, at) => (part.textContent = ["482", "913"][at] ?? ""));
}

async function picture(page: Page, name: string, { size, theme = "light" }: Look, more = false): Promise<void> {
  if (more && !told.all) return;
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.waitForLoadState("networkidle");
  await page.evaluate(settle, told.square);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Pictures below are told to come only when they are near.
  if (told.all) for (const lazy of await page.locator("img[loading=lazy]").all()) await lazy.evaluate((image) => (image as HTMLImageElement).loading = "eager");
  await page.waitForTimeout(250);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`${name}: ${String(wide)} px wider than the window`);
  await page.screenshot({ path: join(told.folder, `${name}.png`), fullPage: told.all, animations: "disabled", caret: "hide" });
  process.stderr.write(`${name}\n`);
}

async function show(page: Page, address: string, name: string, look: Look, more = false): Promise<void> {
  if (more && !told.all) return;
  await page.setViewportSize(sizes[look.size]);
  await page.emulateMedia({ colorScheme: look.theme ?? "light", reducedMotion: "reduce" });
  await page.goto(address);
  await picture(page, name, look, more);
}

async function visitor(): Promise<void> {
  const eve = await device();
  const page = eve.page;
  await show(page, "/en/", "home-laptop", { size: "laptop" });
  await show(page, "/ar/", "home-arabic-phone-dark", { size: "phone", theme: "dark" });
  await show(page, "/es/learn/", "catalogue-spanish-laptop-dark", { size: "laptop", theme: "dark" });
  await show(page, "/en/learn/drawing/", "lesson-phone", { size: "phone" });
  await show(page, "/en/learn/maze/", "lesson-laptop", { size: "laptop" }, true);
  await show(page, "/en/learn/maze/done/", "done-laptop", { size: "laptop" });
  await show(page, "/ar/learn/maze/done/", "done-arabic-phone", { size: "phone" }, true);
  await show(page, "/en/learn/maze/1/icons/", "icons-phone", { size: "phone" });
  await show(page, "/en/sign-up/", "sign-up-phone", { size: "phone" });
  await show(page, "/en/sign-up/", "sign-up-laptop", { size: "laptop" }, true);
  await show(page, "/ar/sign-in/", "sign-in-arabic-laptop", { size: "laptop" }, true);
  await show(page, "/en/class/password/", "own-login-phone", { size: "phone" }, true);
  await show(page, "/en/privacy/data/", "privacy-laptop", { size: "laptop" }, true);
  await show(page, "/en/privacy/data/", "privacy-phone-dark", { size: "phone", theme: "dark" }, true);
  await show(page, "/en/privacy/cookies/", "cookies-phone", { size: "phone" }, true);
  await show(page, "/en/agreements/", "agreements-laptop", { size: "laptop" }, true);
  await show(page, "/en/nothing/", "lost-laptop", { size: "laptop" }, true);
  await eve.close();

  for (const [address, name, look, blocks] of [
    ["/en/learn/maze/1/", "level-laptop", { size: "laptop" }, 2],
    ["/es/learn/maze/12/", "level-phone-dark", { size: "phone", theme: "dark" }, 0],
    ["/ar/learn/maze/1/", "level-arabic-phone", { size: "phone" }, 0],
    ["/en/learn/drawing/5/", "drawing-laptop-dark", { size: "laptop", theme: "dark" }, 0],
  ] as const) {
    const one = await device({ viewport: sizes[look.size] });
    await one.page.emulateMedia({ colorScheme: "theme" in look ? look.theme : "light", reducedMotion: "reduce" });
    await one.page.goto(address);
    await blocksReady(one.page);
    for (let block = 0; block < blocks; block += 1) await addBlock(one.page, "move forward");
    await picture(one.page, name, look);
    if (name === "level-laptop") {
      await one.page.click("[data-run]");
      await one.page.waitForSelector("dialog[open]");
      await picture(one.page, "solved-laptop", look, true);
    }
    wrong.push(...one.wrong);
    await one.close();
  }
}

/** Comes in at the class's door as a child does; takes the pictures of the door on the way when asked to. */
async function comeIn(page: Page, digits: string, card: Told["cards"][number], looks?: Look): Promise<void> {
  await page.goto("/en/class/");
  if (looks) await picture(page, "join-laptop", { size: "laptop" });
  await page.locator("#code").fill(digits);
  await page.locator("form.form button[type=submit]").click();
  await page.locator(".tiles-names").waitFor();
  if (looks) await picture(page, "who-phone", { size: "phone" });
  await page.locator(".tiles-names button").filter({ has: page.getByText(card.name, { exact: true }) }).click();
  if (looks) await page.locator("button.tile[name=picture]").first().waitFor();
  if (looks) await picture(page, "pictures-phone-dark", { size: "phone", theme: "dark" });
  if (looks) await picture(page, "pictures-laptop", { size: "laptop" }, true);
  for (const one of card.secret.split(" ")) await page.locator(`button.tile[value="${one}"]`).click();
  await page.waitForURL(/\/learn\//);
}

/** A period is opened on the maze; six children have come in and one asks for help. */
async function lesson(ada: Page, section: string): Promise<readonly Device[]> {
  await ada.goto(`/en/classes/${section}/`);
  await ada.getByRole("button", { name: "Start class" }).click();
  await ada.goto(`/en/classes/${section}/projector/`);
  const digits = ((await ada.locator(".projector-code").textContent()) ?? "").replace(/\D/g, "");
  const children: Device[] = [];
  for (const name of ["Mila", "Noor", "Zoë", "Yuki", "Kofi", "Amira", "Lena"]) {
    const card = told.cards.find((one) => one.name === name);
    if (!card) throw new Error(`${name} is not in the example school`);
    const child = await device({ viewport: sizes.phone });
    await comeIn(child.page, digits, card, name === "Mila" ? { size: "phone" } : undefined);
    // On where they stopped, as they would from their own first page.
    await child.page.goto("/en/home/");
    await child.page.locator("a.button-go").first().click();
    await blocksReady(child.page);
    await addBlock(child.page, "move forward");
    // Two who need help: it is judged by what happens in this class.
    if (name === "Noor" || name === "Zoë") {
      for (let run = 0; run < 3; run += 1) {
        await child.page.getByRole("button", { name: "Run", exact: true }).click();
        await child.page.getByRole("button", { name: "Reset", exact: true }).click({ timeout: 30_000 });
        await child.page.waitForTimeout(1_500);
      }
    }
    children.push(child);
  }
  await children[3]?.page.getByRole("button", { name: "Raise hand" }).click();
  return children;
}

async function teacher(): Promise<void> {
  const device1 = await device();
  const page = device1.page;
  await page.goto("/en/sign-in/");
  await page.getByLabel("Email address").fill(told.teacher.email);
  await page.getByLabel("Password", { exact: false }).first().fill(told.teacher.password);
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await page.goto("/en/classes/");
  const section = /classes\/([a-z0-9]{12})\//.exec((await page.locator(".class-card h2 a").first().getAttribute("href")) ?? "")?.[1] ?? "";
  const at = `/en/classes/${section}`;
  await show(page, `${at}/`, "class-before-laptop", { size: "laptop" }, true);
  const children = await lesson(page, section);
  await show(page, `${at}/projector/`, "projector-laptop", { size: "laptop" });
  await show(page, `${at}/projector/`, "projector-phone", { size: "phone" }, true);
  await show(page, "/en/home/", "teacher-home-laptop", { size: "laptop" });
  await show(page, "/en/home/", "teacher-home-phone-dark", { size: "phone", theme: "dark" }, true);
  await page.goto(`${at}/`);
  await page.locator(".here-tile").first().waitFor();
  await picture(page, "class-now-laptop", { size: "laptop" });
  await picture(page, "class-now-phone-dark", { size: "phone", theme: "dark" }, true);
  await page.goto(`${at}/progress/`);
  await page.locator(".stuck .stuck-one").first().waitFor();
  await picture(page, "stuck-laptop", { size: "laptop" }, true);
  await picture(page, "stuck-phone-dark", { size: "phone", theme: "dark" });
  await page.setViewportSize(sizes.laptop);
  await page.locator("#grid-title").evaluate((title) => { title.scrollIntoView(); });
  await picture(page, "grid-laptop-dark", { size: "laptop", theme: "dark" });
  await page.locator(".grid tr.is-stuck button[data-state='1']").first().click();
  await page.locator("dialog.cell .cell-stage").first().waitFor();
  await picture(page, "cell-laptop", { size: "laptop" });
  await picture(page, "cell-phone", { size: "phone" }, true);
  await show(page, `/ar/classes/${section}/roster/`, "roster-arabic-laptop", { size: "laptop" });
  await show(page, `${at}/roster/`, "roster-phone", { size: "phone" }, true);
  const pupil = await page.locator(".table a[href*='/pupils/'], .table a[href*='/roster/'], .table th a").first().getAttribute("href");
  if (pupil) await show(page, pupil, "pupil-laptop", { size: "laptop" }, true);
  await show(page, `${at}/settings/`, "settings-phone", { size: "phone" }, true);
  await show(page, `${at}/settings/`, "settings-laptop-dark", { size: "laptop", theme: "dark" }, true);
  await show(page, `${at}/add/`, "add-laptop", { size: "laptop" }, true);
  await page.goto(`${at}/add/`);
  await page.getByLabel("Names, one a line").fill("Ines, 10\nBen\nFatima, 10\n🙂\nOskar");
  await page.getByRole("button", { name: "Look it over" }).click();
  await page.locator(".preview").waitFor();
  await picture(page, "names-looked-over-laptop", { size: "laptop" });
  await show(page, `${at}/ready/`, "ready-laptop", { size: "laptop" }, true);
  await show(page, `${at}/delete/`, "delete-laptop", { size: "laptop" }, true);
  await show(page, "/en/classes/new/", "new-class-laptop", { size: "laptop" }, true);
  await show(page, "/en/account/", "account-laptop", { size: "laptop" }, true);
  await show(page, "/en/account/second-factor/", "second-factor-laptop", { size: "laptop" }, true);
  await show(page, "/en/learn/maze/plan/", "plan-laptop", { size: "laptop" }, true);
  if (told.all) {
    await page.goto("/en/home/");
    await page.getByRole("button", { name: "Try it" }).click();
    await page.waitForTimeout(12_000);
    await picture(page, "pretend-laptop", { size: "laptop" }, true);
    await page.goto("/en/home/");
  }
  wrong.push(...device1.wrong);
  for (const child of children) wrong.push(...child.wrong);
  const child = children[1]?.page;
  if (child) {
    await show(child, "/en/learn/maze/9/", "level-in-class-phone", { size: "phone" }, true);
    await show(child, "/en/home/", "pupil-home-laptop", { size: "laptop" }, true);
    await show(child, "/es/home/", "pupil-home-spanish-phone", { size: "phone" });
    await show(child, "/en/mine/", "mine-laptop", { size: "laptop" });
    await show(child, "/ar/mine/", "mine-arabic-phone-dark", { size: "phone", theme: "dark" }, true);
  }
}

try {
  // Those who are stuck are so since minutes: the class comes first.
  await teacher();
  await visitor();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(wrong));
