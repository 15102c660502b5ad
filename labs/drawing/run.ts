// Running a program on paper: the functions it can call, and from program to verdict. The page, the checker and the teacher's
// replay all come through here.
import type { LevelData, Program, Run } from "../parts/contract.ts";
import { saidOf, usualLimits, type Engine, type Guest, type Io } from "../parts/engine/index.ts";
import { readProgram, toRun } from "../parts/generate/index.ts";
import { actions } from "./actions.ts";
import { blocks, functions } from "./api.ts";
import { judge } from "./judge.ts";
import { mostWork } from "./simulate.ts";
import { Drawer, strokesOf, type DrawingBody, type DrawingStep } from "./world.ts";

/** The drawing's name among the guests of a Worker. */
export const guestName = "drawing";

/** The functions a program can call. One of its own that it has not defined does nothing. */
export function guest(setup: DrawingBody, io: Io<DrawingStep>): Guest {
  const drawer = new Drawer(setup, (what, now) => io.emit({ ...what, ...now }));
  const undefinedYet = Object.fromEntries(functions.map((name) => [name, () => undefined]));
  return { ...undefinedYet, ...actions(drawer, () => io.random()) };
}

/** An endless program is shown this far; the rest would only be the same again. */
export const shownOfEndless = 60;

/** Runs `program` in `level`. Never throws for what a program holds or does. */
export async function run(engine: Engine, level: LevelData<DrawingBody>, program: Program): Promise<Run<DrawingStep>> {
  const { tree, refused } = readProgram(blocks, program);
  if (refused) return { steps: [], verdict: { outcome: "tried", mistake: null, said: refused, blocks: 0 } };

  // The world needs to know where it begins, not what is to be drawn.
  const setup: DrawingBody = level.body.start ? { start: level.body.start } : {};
  const limits = { ...usualLimits, steps: mostWork };
  const result = await engine.run<DrawingStep>({ guest: guestName, setup, code: toRun(tree), seed: 1, limits });
  // A function that draws itself runs out of depth before it runs out of steps.
  const endless = result.end === "limit" && result.reason !== "memory";
  const said = endless ? null : saidOf(result);
  if (said) return { steps: result.steps, verdict: { outcome: "tried", mistake: null, said, blocks: tree.count }, lost: result.end === "lost" };

  const steps = endless ? result.steps.slice(0, shownOfEndless) : result.steps;
  const walk = { end: endless ? ("endless" as const) : ("finished" as const), steps: result.steps, strokes: strokesOf(level.body, result.steps) };
  return { steps, verdict: judge(level, tree, walk) };
}
