import { describe, expect, test } from "vitest";
import { anyColour, colours, isColour } from "./colours.ts";
import { Drawer, isOnPaper, momentAt, strokesOf, strokesOfWays, waysOf, type DrawingStep } from "./world.ts";
import { treeOf } from "./testing/levels.ts";
import { simulate } from "./simulate.ts";

const steps = (text: string): readonly DrawingStep[] => simulate({}, treeOf(text))!.steps;

describe("somebody who draws", () => {
  test("begins in the middle, looks up and holds a blue pen to the paper", () => {
    expect(momentAt({})).toEqual({ x: 0, y: 0, heading: 0, down: true, colour: "royalblue", width: 4 });
    expect(momentAt({ start: { x: 10, y: -20, heading: 90 } })).toMatchObject({ x: 10, y: -20, heading: 90 });
  });

  test("tells everything that happens, each time with where it is then", () => {
    const told: unknown[] = [];
    const drawer = new Drawer({}, (what, now) => told.push([what, now.x, now.y, now.heading, now.down]));
    drawer.turn(90);
    drawer.move(10);
    drawer.pen(false);
    drawer.jump(-4);
    expect(told).toEqual([
      [{ do: "turn", by: 90 }, 0, 0, 90, true],
      [{ do: "move", by: 10 }, 10, 0, 90, true],
      [{ do: "pen" }, 10, 0, 90, false],
      [{ do: "jump", by: -4 }, 6, 0, 90, false],
    ]);
  });

  test("keeps its pen where there is no such pen, and no pen is thinner than 1", () => {
    const drawer = new Drawer({}, () => undefined);
    drawer.colour("javascript:alert(1)");
    drawer.width(-5);
    expect(drawer.now).toMatchObject({ colour: "royalblue", width: 1 });
    drawer.colour("crimson");
    drawer.width(1e9);
    expect(drawer.now).toMatchObject({ colour: "crimson", width: 40 });
  });
});

describe("what was drawn", () => {
  test("are the moves with the pen down, and no others", () => {
    const drawn = strokesOf({}, steps("forward 10; pen up; forward 10; pen down; jump 10; back 5; forward 0"));
    expect(drawn.map(({ y1, y2 }) => [y1, y2])).toEqual([[0, 10], [30, 25]]);
  });

  test("is kept as ways of the pen, and comes back as lines", () => {
    const drawn = strokesOf({}, steps("repeat 4 { forward 10; right 90 } colour crimson; forward 10; jump 5; forward 10"));
    const ways = waysOf(drawn);
    expect(ways).toEqual([
      { colour: "royalblue", width: 4, points: [0, 0, 0, 10, 10, 10, 10, 0, 0, 0] },
      { colour: "crimson", width: 4, points: [0, 0, 0, 10] },
      { colour: "crimson", width: 4, points: [0, 15, 0, 25] },
    ]);
    expect(strokesOfWays(ways)).toEqual(drawn);
  });

  test("is on the paper up to its edge", () => {
    expect(isOnPaper({ x1: -200, y1: -200, x2: 200, y2: 200 })).toBe(true);
    expect(isOnPaper({ x1: 0, y1: 0, x2: 0, y2: 200.1 })).toBe(false);
  });
});

test("a pen by chance is always one of the box, and each can come", () => {
  const drawn = new Set(Array.from({ length: 100 }, (_, at) => anyColour(() => at / 100)));
  expect([...drawn].every(isColour)).toBe(true);
  expect(drawn.size).toBe(colours.length);
  expect(isColour("constructor")).toBe(false);
});
