// @vitest-environment jsdom
import { h, render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Device, until, virtualNow } from "../../../../labs/parts/host/testing/device.ts";
import { School } from "../../../../labs/parts/host/testing/school.ts";
import { Offered } from "./offered.tsx";

let school: School;
let laptop: Device;
const place = document.createElement("div");

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open());
  const visitor = laptop.tab();
  await visitor.run("level-1", "perfect", "best");
  visitor.kill();
});
afterEach(async () => {
  render(null, place);
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});
const press = (words: string): void => {
  [...place.querySelectorAll("button")].find((button) => button.textContent?.includes(words))?.click();
};

it("offers what was made signed out on a page without a level, with a picture, and sends it when it is Ben's", async () => {
  laptop.signIn("ben");
  const { host } = laptop.tab(null);
  let taken = 0;
  render(h(Offered, { host, say: (key: string) => key, onTaken: () => { taken += 1; } }), place);
  await until(() => place.textContent !== "", "offered");
  expect(place.querySelector("img")?.getAttribute("src")).toContain("svg");
  expect(school.attemptsOf("ben")).toEqual([]);

  press("page.offer.yes");
  await until(() => taken > 0, "taken");
  expect(school.attemptsOf("ben").map(({ program, fromBrowser }) => [program, fromBrowser])).toEqual([["best", true]]);
  expect(place.textContent).toBe("");
});

it("leaves it in the browser when it is not Ben's", async () => {
  laptop.signIn("ben");
  const { host } = laptop.tab(null);
  render(h(Offered, { host, say: (key: string) => key, onTaken: () => undefined }), place);
  await until(() => place.textContent !== "", "offered");

  press("page.offer.no");
  await until(() => place.textContent === "", "put away");
  expect((await laptop.names()).filter((name) => name.startsWith("visitor/"))).toEqual(["visitor/level-1"]);
  expect(school.attemptsOf("ben")).toEqual([]);
});
