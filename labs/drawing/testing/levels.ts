// Drawings and shorthands for this lab's tests.
import type { LevelData, Verdict } from "../../parts/contract.ts";
import { compile, readProgram, type Tree } from "../../parts/generate/index.ts";
import { blocks } from "../api.ts";
import { withGoal } from "../goal.ts";
import { judge } from "../judge.ts";
import { simulate } from "../simulate.ts";
import type { DrawingBody } from "../world.ts";

/** What is to be drawn, each by a program and from a place. */
export const drawings = {
  line: ["forward 100", {}],
  corner: ["forward 100; right 90; forward 60", {}],
  square: ["repeat 4 { forward 100; right 90 }", { start: { x: -50, y: -50, heading: 0 } }],
  redSquare: ["colour crimson; repeat 4 { forward 100; right 90 }", { colours: true }],
  anySquare: ["repeat 4 { forward 100; right 90 }", { anywhere: true }],
  triangle: ["repeat 3 { forward 100; right 120 }", {}],
  stairs: ["repeat 3 { forward 40; right 90; forward 40; left 90 }", { start: { x: -50, y: -50, heading: 0 } }],
  zigzag: ["forward 50; right 90; forward 50; left 90; forward 50", {}],
  dashes: ["repeat 4 { forward 20; jump 15 }", { start: { x: 0, y: -60, heading: 0 } }],
  flower: ["repeat 6 { repeat 4 { forward 60; right 90 } right 60 }", {}],
  spiral: ["set size to 10; repeat 10 { forward size; right 90; change size by 10 }", {}],
  stars: ["repeat 5 { forward 50; right 144 } jump 90; repeat 5 { forward 50; right 144 }", { start: { x: -80, y: 0, heading: 90 } }],
} satisfies Record<string, [string, DrawingBody]>;

export type DrawingName = keyof typeof drawings;

export function treeOf(text: string): Tree {
  const compiled = compile(blocks, text);
  if (compiled.problem !== undefined) throw new Error(compiled.problem);
  const { tree } = readProgram(blocks, compiled.program);
  if (!tree) throw new Error("unreadable");
  return tree;
}

export function bodyOf(name: DrawingName): DrawingBody {
  const [solution, body] = drawings[name];
  return withGoal(body, simulate(body, treeOf(solution))!.strokes);
}

export function levelOf(body: DrawingBody, more: Partial<LevelData<DrawingBody>> = {}): LevelData<DrawingBody> {
  return {
    id: "00000000-0000-4000-8000-000000000000",
    number: 1,
    lab: "drawing",
    title: "A level",
    core: true,
    freePlay: false,
    icons: false,
    instructions: "Draw.",
    hint: "",
    say: "Draw.",
    optimal: 3,
    start: {},
    toolbox: blocks.filter((spec) => spec.shape !== "start").map((spec) => spec.type),
    body,
    mistakes: {},
    ...more,
  };
}

export function verdictOf(level: LevelData<DrawingBody>, text: string): Verdict {
  const tree = treeOf(text);
  return judge(level, tree, simulate(level.body, tree)!);
}
