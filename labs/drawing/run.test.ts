// From program to verdict, through the real engine; and the walk without an engine, held to the same steps.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeEngine } from "../parts/engine/node.ts";
import type { GuestMaker } from "../parts/engine/index.ts";
import { compile, toShow } from "../parts/generate/index.ts";
import type { Program } from "../parts/contract.ts";
import { blocks } from "./api.ts";
import { bodyOf, drawings, levelOf, treeOf, verdictOf, type DrawingName } from "./testing/levels.ts";
import { anyProgram } from "./testing/programs.ts";
import { guest, guestName, run, shownOfEndless } from "./run.ts";
import { simulate } from "./simulate.ts";

const engine = nodeEngine({ [guestName]: guest as GuestMaker });
const programOf = (text: string): Program => compile(blocks, text).program!;

describe("a run", () => {
  test("is a trace that tells where the turtle is after every step, and at which block", async () => {
    const { steps, verdict } = await run(engine, levelOf(bodyOf("corner")), programOf("forward 100; right 90; forward 60"));
    const pen = { down: true, colour: "royalblue", width: 4 };
    expect(steps).toEqual([
      { do: "move", by: 100, x: 0, y: 100, heading: 0, ...pen, block: "b1" },
      { do: "turn", by: 90, x: 0, y: 100, heading: 90, ...pen, block: "b3" },
      { do: "move", by: 60, x: 60, y: 100, heading: 90, ...pen, block: "b5" },
    ]);
    expect(verdict).toEqual({ outcome: "perfect", mistake: null, said: { key: "drawing.perfect", values: { blocks: 3 } }, blocks: 3 });
  });

  test("with more blocks than needed is passed", async () => {
    const { verdict } = await run(engine, levelOf(bodyOf("square")), programOf("forward 100; right 90; forward 100; right 90; forward 100; right 90; forward 100"));
    expect(verdict).toMatchObject({ outcome: "passed", said: { key: "drawing.passed", values: { blocks: 7, optimal: 3 } } });
  });

  test.each(["repeat 1000 { repeat 1000 { forward 1 } }", "repeat (1 / 0) { right 1 }", "define shape { forward 1; draw shape } draw shape", "repeat (1 / 0) { }", "define star { draw petal } define petal { forward 2; draw star } draw star"])(
    "that never ends is told kindly, and shown only so far: %s",
    async (text) => {
      const { steps, verdict, lost } = await run(engine, levelOf(bodyOf("line")), programOf(text));
      expect(verdict.outcome).toBe("tried");
      expect(["drawing.endless", "drawing.mistake.calls_itself"]).toContain(verdict.said.key);
      expect(steps.length).toBeLessThanOrEqual(shownOfEndless);
      expect(lost).toBeUndefined();
    },
  );

  test("in free drawing is done, whatever it draws, unless there are no blocks", async () => {
    const level = levelOf({}, { freePlay: true, optimal: null });
    expect((await run(engine, level, programOf("colour any; forward (random 10 to 50)"))).verdict).toMatchObject({ outcome: "done", said: { key: "drawing.done" } });
    expect((await run(engine, level, programOf("define shape { draw shape } draw shape"))).verdict).toMatchObject({ outcome: "done", said: { key: "drawing.done.endless" } });
    expect((await run(engine, level, programOf(""))).verdict).toMatchObject({ outcome: "tried", said: { key: "drawing.mistake.no_blocks" } });
  });

  test("draws by chance, and the same every time", async () => {
    const level = levelOf({}, { freePlay: true });
    const program = programOf("repeat 20 { colour any; forward (random 10 to 50); right (random 0 to 360) }");
    const [first, second] = [await run(engine, level, program), await run(engine, level, program)];
    expect(second).toEqual(first);
    const lengths = new Set(first.steps.flatMap((step) => (step.do === "move" ? [step.by] : [])));
    expect(lengths.size).toBeGreaterThan(8);
    expect([...lengths].every((by) => by! >= 10 && by! <= 50)).toBe(true);
  });

  test("keeps the end of a loop where it was when the loop began", async () => {
    const { steps } = await run(engine, levelOf({}, { freePlay: true }), programOf("set size to 3; repeat size { forward size; change size by 1 }"));
    expect(steps.map((step) => step.by)).toEqual([3, 4, 5]);
  });

  test.each([[null], [42], [{ blocks: { blocks: "no" } }], [{ blocks: { blocks: [{ type: "bitcoin" }] } }]])("of something that is no program says so: %j", async (program) => {
    const { steps, verdict } = await run(engine, levelOf(bodyOf("line")), program as unknown as Program);
    expect(steps).toEqual([]);
    expect(verdict).toMatchObject({ outcome: "tried", mistake: null, blocks: 0 });
    expect(verdict.said.key).toMatch(/^program\./);
  });

  test("that the engine lost is no attempt", async () => {
    const broken = { ...engine, run: () => Promise.resolve({ end: "lost" as const, reason: "halted" as const, steps: [], block: null }) };
    expect(await run(broken, levelOf(bodyOf("line")), programOf("forward 5"))).toEqual({ steps: [], lost: true, verdict: { outcome: "tried", mistake: null, said: { key: "engine.halted" }, blocks: 1 } });
  });
});

test("engine and plain walk take the same steps and come to the same verdict", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...(Object.keys(drawings) as DrawingName[])), anyProgram(), async (name, text) => {
      const level = levelOf(bodyOf(name));
      const walk = simulate(level.body, treeOf(text))!;
      const { steps, verdict } = await run(engine, level, programOf(text));
      expect(steps).toEqual(walk.end === "endless" ? walk.steps.slice(0, shownOfEndless) : walk.steps);
      expect(verdict).toEqual(verdictOf(level, text));
    }),
    { numRuns: 400, seed: 7 },
  );
});

test("engine and plain walk give up at the same block", async () => {
  const level = levelOf(bodyOf("line"));
  const ends: string[] = [];
  for (const more of [99, 100]) {
    // The loops are 9,901 blocks; ten thousand are allowed.
    const text = `repeat 100 { repeat 98 { right 1 } } ${"right 1; ".repeat(more)}`;
    const walk = simulate(level.body, treeOf(text))!;
    const { verdict } = await run(engine, level, programOf(text));
    ends.push(walk.end, verdict.said.key === "drawing.endless" ? "cut" : "whole");
  }
  expect(ends).toEqual(["finished", "whole", "endless", "cut"]);
});

test("JavaScript is what a person would write", () => {
  expect(toShow(treeOf("define house { repeat 4 { forward size; right 90 } }\nset size to (2 * 30)\nrepeat (size / 20) { draw house; jump (size + 10); change size by -5 }\ncolour any; width 8; left (360 / (size - 1)); pen up"))).toBe(`let size = 0;

function house() {
  for (let count = 0; count < 4; count++) {
    moveForward(size);
    turnRight(90);
  }
}

size = 2 * 30;
const times = size / 20;
for (let count2 = 0; count2 < times; count2++) {
  house();
  jumpForward(size + 10);
  size = size + -5;
}
penColor(randomColor());
penWidth(8);
turnLeft(360 / (size - 1));
penUp();
`);
});
