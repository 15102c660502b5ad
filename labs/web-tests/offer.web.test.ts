// Work made signed out, offered after signing in: "whose is it?", with its picture as the browser shows it.
import { describe, expect, it } from "vitest";
import { blocksReady, inBrowser, told, type Watched } from "./browser.ts";

const { visit } = inBrowser();

const ben = {
  person: { code: "kq3", name: "Ben", tile: "owl-3", role: "pupil", weak: false, ageKnown: true, section: null },
  period: null, csrf: "token", now: Date.now(), states: {}, work: null, sealing: null, ticket: null,
};

/** The same browser, later: Ben has signed in. The server of these tests knows nobody, so its answer to "who is here?" is given here. */
async function signedIn({ page }: Watched, path: string): Promise<void> {
  const home = new URL(page.url()).origin;
  await page.context().addCookies([{ name: "here", value: "benshere", url: home }]);
  await page.route((url) => url.pathname === "/me", (route) => route.fulfill({ json: { ...ben, now: Date.now() } }));
  await page.goto(home + path);
  await page.waitForSelector(".level-note-offer");
}

/** What the question says, and how large its picture has come out: nothing where the browser could not read it. */
async function offered({ page }: Watched): Promise<{ text: string; picture: number; alt: string; address: string }> {
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".level-note-offer img")?.complete);
  return page.evaluate(() => {
    const note = document.querySelector(".level-note-offer");
    const image = note?.querySelector("img");
    return { text: note?.querySelector("p")?.textContent ?? "", picture: image?.naturalWidth ?? 0, alt: image?.alt ?? "", address: image?.src ?? "" };
  });
}

describe("work made signed out", () => {
  it("is offered with a map of the way that was walked", async () => {
    const watched = await visit({ path: "/en/learn/maze/1/icons/" });
    const { page, wrong, close } = watched;
    await page.waitForSelector("[data-add=maze_move]");
    for (let moves = 0; moves < 2; moves += 1) await page.click("[data-add=maze_move]");
    await page.click("[data-run]");
    await page.waitForSelector("dialog[open]");
    await signedIn(watched, "/en/learn/maze/2/");
    const offer = await offered(watched);
    expect(offer).toMatchObject({ text: "Is this yours? Before you signed in, somebody solved 1 level here.", alt: "A picture of the work" });
    expect(offer.picture).toBeGreaterThan(0);
    expect(decodeURIComponent(offer.address)).toContain('<path d="M1 2h1M2 2h1"');
    expect(wrong).toEqual([]);
    await close();
  });

  it("that was only begun is offered as begun, a drawing with its lines", async () => {
    const watched = await visit({ path: "/en/learn/drawing/1/" });
    const { page, wrong, close } = watched;
    await blocksReady(page);
    await page.locator(".blocklyFlyout .blocklyText", { hasText: "move forward" }).first().click();
    await page.click("[data-run]");
    await told(page, "Drew 100.", "One line of the picture is missing.");
    await signedIn(watched, "/en/learn/maze/1/");
    const offer = await offered(watched);
    expect(offer.text).toBe("Is this yours? Before you signed in, somebody began 1 level here.");
    expect(offer.picture).toBeGreaterThan(0);
    expect(decodeURIComponent(offer.address)).toContain('stroke="royalblue"');
    expect(wrong).toEqual([]);
    await close();
  });
});
