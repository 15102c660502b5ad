// Drawings in words.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sayer } from "../parts/words/index.ts";
import { colours } from "./colours.ts";
import { Goal } from "./goal.ts";
import { simulate } from "./simulate.ts";
import { describeDrawing, describeEnd, describePlace, describeStart, describeStep, lengthOfStep, listed, soundOf } from "./tell.ts";
import { bodyOf, levelOf, treeOf } from "./testing/levels.ts";
import { waysOf, type DrawingBody, type DrawingStep } from "./world.ts";

const table = JSON.parse(readFileSync(new URL("strings.en.json", import.meta.url), "utf8")) as Record<string, { en: string }>;
const say = sayer({ language: "en", texts: Object.fromEntries(Object.entries(table).map(([key, { en }]) => [key, en])) });
const walkOf = (text: string, body: DrawingBody = {}): ReturnType<typeof simulate> => simulate(body, treeOf(text));
const told = (text: string): string => describeDrawing(waysOf(walkOf(text)!.strokes), say);

test.each([
  ["repeat 4 { forward 100; right 90 }", "Closed, 4 sides of 100."],
  ["repeat 3 { forward 50; right 120 }", "Closed, 3 sides of 50."],
  ["repeat 2 { forward 100; right 90; forward 40; right 90 }", "Closed, 4 sides from 40 to 100 long."],
  ["forward 70", "A line of 70."],
  ["repeat 5 { forward 10; jump 10 }", "5 lines of 10."],
  ["forward 30; right 90; forward 30", "Open, 2 lines of 30."],
  ["set size to 5; repeat 4 { forward size; right 90; change size by 5 }", "Open, 4 lines from 5 to 20 long."],
  ["repeat 12 { repeat 4 { forward 80; right 90 } right 30 }", "12 closed shapes, each with 4 sides of 80."],
  ["repeat 4 { colour any; forward 60; right 90 }", "Closed, 4 sides of 60."],
  ["repeat 6 { forward 40; back 40; right 60 }", "6 lines of 40."],
  ["repeat 3 { forward 50 } back 150; right 90; forward 10", "A line of 150. A line of 10."],
  ["repeat 4 { forward 60; right 90 } forward 60; right 30; repeat 3 { forward 60; right 120 }", "Closed, 4 sides of 60. Closed, 3 sides of 60."],
  ["repeat 9 { forward size; jump 2; change size by 3 }", "A line of 3. A line of 6. A line of 9. A line of 12. A line of 15. A line of 18. And 2 more shapes."],
])("%s: %s", (text, words) => {
  expect(told(text)).toBe(words);
});

describe("the stage", () => {
  test("is told before a run: what is to be drawn and where the turtle is", () => {
    expect(describeStart(levelOf(bodyOf("square")), say)).toBe("To draw: Closed, 4 sides of 100. The turtle: 50 left, 50 down, looking up.");
    expect(describeStart(levelOf({ start: { x: 0, y: 0, heading: 30 } }, { freePlay: true }), say)).toBe("The turtle: in the middle, looking at 30 degrees.");
  });

  test("is told after a run", () => {
    const steps = (text: string): readonly DrawingStep[] => walkOf(text)!.steps;
    expect(describeEnd(levelOf({}), steps("forward 10; left 90; forward 20"), say)).toBe("Drawn: Open, 2 lines from 10 to 20 long.");
    expect(describeEnd(levelOf({}), steps("left 90"), say)).toBe("Nothing was drawn.");
  });

  test("is told step by step", () => {
    const steps = walkOf("forward 100; right 90; left 45; pen up; back 20; pen down; jump 5; colour crimson; width 9; forward 0; back 7")!.steps;
    const words = steps.map((step) => describeStep(step)).map((said) => said && say(said.key, said.values));
    expect(words).toEqual(["Drew 100.", "Turned right 90 degrees.", "Turned left 45 degrees.", "Pen up.", "Moved 20 without drawing.", "Pen down.", "Moved 5 without drawing.", "Red pen.", "Pen width 9.", null, "Drew 7 backwards."]);
    const places = steps.map((step) => describePlace(step)).map((said) => said && say(said.key, said.values));
    expect(places.slice(0, 5)).toEqual(["Now: in the middle, 100 up, looking up.", "Now: in the middle, 100 up, looking right.", "Now: in the middle, 100 up, looking up and right.", null, "Now: 14 left, 86 up, looking up and right."]);
    expect(steps.map(soundOf)).toEqual(["step", "right", "left", "tick", "step", "tick", "step", "tick", "tick", "step", "step"]);
  });

  test("has words for every pen", () => {
    for (const { value, label } of colours) expect([table[label], table[`drawing.tell.${value}`]]).toEqual([expect.anything(), expect.anything()]);
  });
});

describe("a replay", () => {
  const step = (what: DrawingStep["do"]): DrawingStep => ({ do: what, by: 5, x: 0, y: 0, heading: 0, down: true, colour: "black", width: 4, block: null });

  test("gives a line its time, and a drawing of many lines no more than it needs", () => {
    expect([step("move"), step("turn"), step("pen")].map((one) => lengthOfStep(one, 10))).toEqual([1, 0.6, 0.25]);
    for (const many of [48, 100, 1_000, 10_000]) expect(lengthOfStep(step("move"), many) * many).toBeCloseTo(48);
  });
});

describe("the list of lines", () => {
  const goal = new Goal(bodyOf("corner"));
  const words = (text: string | null): string[] => listed(goal, text === null ? null : walkOf(text)!.strokes, false, say).map((line) => line.words);

  test("names each line of the goal before a run", () => {
    expect(words(null)).toEqual(["Line 1 of 2: 100 long, from the middle to the middle, 100 up.", "Line 2 of 2: 60 long, from the middle, 100 up to 60 right, 100 up."]);
  });

  test("says after a run which are drawn, and which do not belong to it", () => {
    expect(words("forward 100; left 90; forward 60")).toEqual([
      "Line 1 of 2: 100 long, from the middle to the middle, 100 up. You have drawn it.",
      "Line 2 of 2: 60 long, from the middle, 100 up to 60 right, 100 up. You have not drawn it.",
      "Line 1 of 1: 60 long, from the middle, 100 up to 60 left, 100 up. It does not belong to the picture.",
    ]);
  });

  test("holds one's own lines in free drawing", () => {
    const strokes = walkOf("forward 10; forward 10; right 90; forward 5")!.strokes;
    expect(listed(new Goal({}), strokes, true, say).map((line) => line.words)).toEqual(["Line 1 of 2: 20 long, from the middle to the middle, 20 up.", "Line 2 of 2: 5 long, from the middle, 20 up to 5 right, 20 up."]);
    expect(listed(new Goal({}), null, true, say)).toEqual([]);
  });
});
