// "Whose is it?": what a visitor makes is offered at the next sign-in with a picture, and nobody else's work is pictured.
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LevelData, PageData, Run } from "../contract.ts";
import { Device, until, virtualNow, type Tab } from "../host/testing/device.ts";
import { School } from "../host/testing/school.ts";
import type { LabPage } from "./lab.ts";
import { createModel, type Model } from "./model.ts";

let school: School;
let laptop: Device;

beforeEach(async () => {
  school = new School(virtualNow);
  laptop = new Device(school, await school.open());
});
afterEach(async () => {
  for (const tab of laptop.tabs) if (!tab.dead) tab.kill();
  await school.close();
});

const level: LevelData = {
  id: "level-1", number: 1, lab: "dots", title: "Dots", core: true, freePlay: false, icons: false, instructions: "", hint: "", say: "",
  optimal: 1, start: {}, toolbox: [], body: {}, mistakes: {},
};

/** The smallest lab: a run makes as many dots as the program has stacks, and two solve the level. */
function dots(asked: Run[], engine: { here: boolean } = { here: true }): LabPage {
  return {
    name: "dots",
    api: [],
    view: () => null,
    warm: () => Promise.resolve(engine.here),
    run(_level, { blocks }) {
      const made = blocks?.blocks ?? [];
      const outcome = made.length === 2 ? "perfect" : "tried";
      return Promise.resolve({ steps: made.map(({ id }) => ({ block: id })), verdict: { outcome, mistake: null, said: { key: "dots.made" }, blocks: made.length } });
    },
    describeStep: () => null,
    soundOf: () => null,
    lengthOf: () => 1,
    pictures: () => [],
    picture(_level, run) {
      asked.push(run);
      return run.steps.length === 0 ? null : `<svg xmlns="http://www.w3.org/2000/svg">${run.steps.map(() => `<circle r="1"/>`).join("")}</svg>`;
    },
    describeStart: () => "",
  };
}

function pageOn(tab: Tab, asked: Run[] = [], engine = { here: true }): Model {
  const page: PageData = {
    build: "test", language: "es", direction: "ltr", level, words: {}, signIn: "/es/class/", pictures: "/pictures/", media: "/media/",
    lesson: { slug: "dots", title: "Dots", unit: "Dots", id: "lesson-1", home: "/", done: "/done/", levels: [] },
  };
  const preferences = { sound: signal(false), speed: signal("steady" as const), detail: signal("together" as const) };
  return createModel({ page, lab: dots(asked, engine), host: tab.host, preferences, fetchLesson: () => Promise.resolve(null), countBlocks: () => 0 });
}

async function makes(model: Model, stacks: number): Promise<void> {
  model.edited({ blocks: { languageVersion: 0, blocks: Array.from({ length: stacks }, (_, at) => ({ type: "dots_dot", id: `b${String(at)}` })) } });
  await model.pressRun();
  model.reset();
}

const dotted = (count: number): string => `<svg xmlns="http://www.w3.org/2000/svg">${`<circle r="1"/>`.repeat(count)}</svg>`;

test("what Eve made signed out is offered to Ben with its picture", async () => {
  const visitor = laptop.tab();
  const model = pageOn(visitor);
  await until(() => visitor.host.me.value === null, "known");
  await makes(model, 2);
  await until(async () => (await laptop.everything()).includes("circle"), "kept");
  visitor.kill();
  laptop.signIn("ben");
  const tab = laptop.tab();
  await until(() => tab.host.offer.value !== null, "offered");
  expect(tab.host.offer.value).toMatchObject({ levels: 1, solved: 1, picture: dotted(2) });
});

test("so is what was only begun; where nothing is to be seen, the offer comes without a picture", async () => {
  const visitor = laptop.tab();
  const model = pageOn(visitor);
  await until(() => visitor.host.me.value === null, "known");
  await makes(model, 0);
  await until(async () => (await laptop.names()).includes("visitor/level-1"), "kept");
  laptop.signIn("ben");
  const first = laptop.tab();
  await until(() => first.host.offer.value !== null, "offered");
  expect(first.host.offer.value).toMatchObject({ levels: 1, solved: 0, picture: null });
  first.kill();
  laptop.session = "";
  laptop.here = null;
  const again = laptop.tab();
  await until(() => again.host.me.value === null, "known again");
  await makes(pageOn(again), 3);
  await until(async () => (await laptop.everything()).includes("circle"), "kept too");
  laptop.signIn("cleo");
  const cleo = laptop.tab();
  await until(() => cleo.host.offer.value !== null, "Cleo is asked");
  expect(cleo.host.offer.value).toMatchObject({ levels: 1, solved: 0, picture: dotted(3) });
});

test("work of somebody who is signed in is not pictured at all", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  const asked: Run[] = [];
  const model = pageOn(tab, asked);
  await until(() => tab.host.me.value?.code === "ben", "here");
  await makes(model, 2);
  await until(() => school.attemptsOf("ben").length === 1, "sent");
  expect([asked, (await laptop.everything()).includes("circle")]).toEqual([[], false]);
});

test("Run without network before the engine was ever here: the child is told, and it runs by itself once it can", async () => {
  laptop.signIn("ben");
  const tab = laptop.tab();
  const engine = { here: false };
  const model = pageOn(tab, [], engine);
  await until(() => tab.host.me.value?.code === "ben", "here");
  model.edited({ blocks: { languageVersion: 0, blocks: [{ type: "dots_dot", id: "a" }] } });
  await model.pressRun();
  expect([model.oops.value, model.player.phase.value, model.simulating.value]).toEqual(["page.offline", "ready", false]);
  engine.here = true;
  await until(() => model.player.phase.value !== "ready", "it ran by itself");
  expect(model.oops.value).toBe(null);
  await until(() => school.attemptsOf("ben").length === 1, "and was sent");
  model.reset();
});

test("who builds on while the network is away is not surprised by a run", async () => {
  const tab = laptop.tab();
  const engine = { here: false };
  const model = pageOn(tab, [], engine);
  await model.pressRun();
  model.edited({ blocks: { languageVersion: 0, blocks: [{ type: "dots_dot", id: "a" }] } });
  engine.here = true;
  await new Promise((done) => setTimeout(done, 1_500));
  expect([model.oops.value, model.player.phase.value]).toEqual([null, "ready"]);
});
