// When a drawing is the one that was asked for.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LevelData } from "../parts/contract.ts";
import { compile, print, readProgram } from "../parts/generate/index.ts";
import { blocks } from "./api.ts";
import { check } from "./check.ts";
import { Goal, goalProblems, withGoal } from "./goal.ts";
import { simulate } from "./simulate.ts";
import { bodyOf, drawings, levelOf, treeOf, verdictOf, type DrawingName } from "./testing/levels.ts";
import { anyProgram } from "./testing/programs.ts";
import { strokesOfWays, type DrawingBody, type Stroke } from "./world.ts";

const names = Object.keys(drawings) as DrawingName[];
const isRight = (body: DrawingBody, text: string): boolean => verdictOf(levelOf(body), text).outcome !== "tried";
const strokesOf = (body: DrawingBody, text: string): readonly Stroke[] => simulate(body, treeOf(text))!.strokes;

describe("a drawing is right", () => {
  test("when its own solution draws it, and no other one's does", () => {
    // The square of any place is the same square once more.
    const alike = new Set(["anySquare square", "redSquare redSquare", "anySquare redSquare", "square redSquare"]);
    for (const name of names) {
      for (const other of names) {
        expect([name, other, isRight(bodyOf(name), drawings[other][0])]).toEqual([name, other, name === other || alike.has(`${name} ${other}`) || `${name} ${other}` === "square anySquare"]);
      }
    }
  });

  test("whatever else the pen did there: in pieces, backwards, twice", () => {
    for (const text of [
      "repeat 2 { repeat 4 { forward 60; forward 40; right 90 } }",
      "right 90; repeat 4 { forward 100; left 90 }",
      "repeat 4 { forward 100; back 100; forward 100; right 90 }",
      "forward 50; repeat 3 { forward 50; right 90; forward 50 } forward 50; right 90; forward 100",
    ]) expect([text, isRight(bodyOf("square"), text)]).toEqual([text, true]);
  });

  test("in any colour, unless colours count", () => {
    const red = "colour crimson; repeat 4 { forward 100; right 90 }";
    expect(isRight(bodyOf("square"), red)).toBe(true);
    expect(isRight(bodyOf("redSquare"), red)).toBe(true);
    expect(isRight(bodyOf("redSquare"), red.replace("crimson", "teal"))).toBe(false);
    // Half red and half blue is not red.
    expect(isRight(bodyOf("redSquare"), "colour crimson; repeat 2 { forward 100; right 90 } colour royalblue; repeat 2 { forward 100; right 90 }")).toBe(false);
  });

  test("in its place, unless any will do", () => {
    const moved = "jump 40; repeat 4 { forward 100; right 90 }";
    expect(isRight(bodyOf("square"), moved)).toBe(false);
    expect(isRight(bodyOf("anySquare"), moved)).toBe(true);
    expect(isRight(bodyOf("anySquare"), moved.replace("100", "110"))).toBe(false);
    expect(isRight(bodyOf("anySquare"), "right 45; repeat 4 { forward 100; right 90 }")).toBe(false);
  });

  test("by no program without a line, and where nothing is asked for", () => {
    expect(isRight(bodyOf("line"), "right 90")).toBe(false);
    expect(isRight({}, "forward 100")).toBe(false);
  });
});

test("any program draws its own drawing, and not one with a line more", () => {
  fc.assert(
    fc.property(anyProgram(), (text) => {
      const walk = simulate({}, treeOf(text))!;
      const body = withGoal({}, walk.strokes);
      if (walk.end !== "finished" || goalProblems(strokesOfWays(body.goal ?? [])).length > 0) return;
      const goal = new Goal(body);
      expect(goal.isDrawnBy(walk.strokes)).toBe(true);
      expect(goal.isDrawnBy([...walk.strokes].reverse())).toBe(true);
      expect(goal.compare(walk.strokes)).toMatchObject({ all: goal.lines.length, right: goal.lines.length, extra: 0 });
      const line = { x1: -190, y1: 190, x2: 190, y2: 189, colour: "crimson", width: 4 };
      if (!goal.holds(line)) expect(goal.isDrawnBy([...walk.strokes, line])).toBe(false);
    }),
    { numRuns: 400, seed: 21 },
  );
});

describe("a goal", () => {
  test("is what the solution draws, and is told when that will not do", () => {
    const tree = (text: string): ReturnType<typeof treeOf> => treeOf(text);
    const made = check.complete!({ start: { x: 0, y: 0, heading: 90 } } as never, tree("forward 100; right 90; forward 50"));
    expect(made).toEqual({ problems: [], body: { start: { x: 0, y: 0, heading: 90 }, goal: [{ colour: "royalblue", width: 4, points: [0, 0, 100, 0, 100, -50] }] } });
    expect(check.complete!({} as never, tree("right 5")).problems).toEqual(["the solution draws nothing, so there is no goal"]);
    expect(check.complete!({} as never, tree("forward 500")).problems[0]).toMatch(/over the edge of the paper/);
    expect(check.complete!({} as never, tree("define star { draw star } draw star")).problems[0]).toMatch(/never ends/);
    expect(check.bodyProblems({ goal: [] } as never)).toHaveLength(1);
    expect(check.bodyProblems({} as never)).toEqual([]);
  });

  test("is the same to a pupil however its solution draws it", () => {
    const sameness = (text: string): string => check.sameness(withGoal({}, strokesOf({}, text)) as never);
    expect(sameness("repeat 4 { forward 100; right 90 }")).toBe(sameness("right 90; repeat 4 { back -50; forward 50; left 90 }"));
    expect(sameness("repeat 4 { forward 100; right 90 }")).not.toBe(sameness("repeat 4 { forward 90; right 90 }"));
  });

  test("counts lines as one sees them", () => {
    const goal = new Goal(bodyOf("flower"));
    expect(goal.strokes).toHaveLength(24);
    // Twelve spokes, two and two in one line, and twelve outer sides.
    expect(goal.lines).toHaveLength(18);
    expect(goal.compare(strokesOf({}, "repeat 4 { forward 60; right 90 } left 10; forward 20"))).toEqual({ all: 18, right: 2, extra: 1 });
  });
});

test("changed copies of a program can all be written down and read again", () => {
  const tree = treeOf("define star { repeat 5 { forward size; right 144 } } set size to 50; draw star; change size by 10; loose { colour teal; left 5 }");
  const mutants = [...check.mutants(tree)];
  expect(mutants.length).toBeGreaterThan(80);
  const texts = new Set(mutants.map((mutant) => print(mutant)));
  expect(texts.size).toBeGreaterThan(80);
  for (const text of texts) expect([text, print(treeOf(text))]).toEqual([text, text]);
});

test("every block has its texts, and stands in the toolbox as itself", () => {
  const level: Pick<LevelData, "toolbox"> = levelOf({});
  for (const spec of blocks.filter(({ shape }) => shape !== "start")) {
    expect(level.toolbox).toContain(spec.type);
    for (const key of [spec.label, spec.help, ...(spec.fields ?? []).flatMap((field) => (field.kind === "choice" ? field.choices : field.kind === "colour" ? field.colours : []).map(({ label }) => label)), ...(spec.bodies ?? []).map(({ label }) => label)]) {
      expect(Object.keys(check.strings)).toContain(key);
    }
    const holes = [...check.strings[spec.label]!.en.matchAll(/\{([A-Z]+)\}/g)].map(([, name]) => name).sort();
    expect(holes, spec.type).toEqual([...(spec.fields ?? []), ...(spec.values ?? [])].map(({ name }) => name).sort());
    expect(readProgram(blocks, compile(blocks, "").program).tree?.count).toBe(0);
  }
});
