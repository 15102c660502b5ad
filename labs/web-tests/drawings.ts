// A drawing lesson for the browser tests: small drawings whose answers stand in the tests, so that the curriculum may change freely.
import { blocks } from "../drawing/api.ts";
import { withGoal } from "../drawing/goal.ts";
import { simulate } from "../drawing/simulate.ts";
import type { DrawingBody } from "../drawing/world.ts";
import { compile, readProgram } from "../parts/generate/index.ts";
import type { LevelData, Program } from "../parts/contract.ts";

/** A program from its text form. */
export function drawingProgram(text: string): Program {
  const { program, problem } = compile(blocks, text);
  if (!program) throw new Error(problem);
  return program;
}

/** The body with what `solution` draws as its goal. */
function goalOf(body: DrawingBody, solution: string): DrawingBody {
  const walk = simulate(body, readProgram(blocks, drawingProgram(solution)).tree!);
  return withGoal(body, walk!.strokes);
}

function level(number: number, made: Partial<LevelData<DrawingBody>> & { readonly body: DrawingBody }): LevelData<DrawingBody> {
  return {
    id: `1b7c1f1e-6f0e-4c1a-9d55-0c6a3c1d1a0${String(number)}`,
    number,
    lab: "drawing",
    title: `Drawing ${String(number)}`,
    core: true,
    freePlay: false,
    icons: false,
    instructions: "Draw what is marked on the paper.",
    hint: "Go round it with your finger first.",
    say: "Draw what is marked on the paper.",
    optimal: 3,
    start: drawingProgram(""),
    toolbox: ["drawing_forward", "drawing_right", "drawing_left"],
    mistakes: {},
    ...made,
  };
}

const square: DrawingBody = { start: { x: -50, y: -50, heading: 0 } };

export const drawings: readonly LevelData<DrawingBody>[] = [
  level(1, { title: "A corner", optimal: 3, body: goalOf(square, "forward 100; right 90; forward 100") }),
  level(2, {
    title: "A square",
    toolbox: ["drawing_repeat", "drawing_forward", "drawing_right"],
    start: drawingProgram("repeat 4 { }"),
    body: goalOf(square, "repeat 4 { forward 100; right 90 }"),
    mistakes: { wrong_angle: "The corners of this square are quarter turns." },
  }),
  level(3, {
    title: "A flower",
    optimal: 9,
    toolbox: ["drawing_colour", "drawing_get", "drawing_sum", "drawing_draw", "drawing_define", "drawing_set", "drawing_repeat", "drawing_forward", "drawing_right"],
    start: drawingProgram("define petal { repeat 4 { forward 80; right 90 } } repeat 12 { draw petal; right 30 }"),
    body: { ...goalOf({ colours: true }, "colour crimson; repeat 12 { repeat 4 { forward 80; right 90 } right 30 }") },
  }),
  level(4, {
    title: "Your own",
    freePlay: true,
    core: false,
    optimal: null,
    toolbox: blocks.filter((spec) => spec.shape !== "start" && spec.uncounted !== true).map((spec) => spec.type),
    start: drawingProgram("set size to 5; repeat 60 { colour any; forward size; right 91; change size by (random 2 to 4) }"),
    body: {},
  }),
];
