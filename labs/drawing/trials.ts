// Questions of the form "which small change of the program would have given the drawing?", for mistakes.ts.
import { everywhere } from "../parts/generate/edit.ts";
import type { Tree } from "../parts/generate/index.ts";
import { lengthOf } from "../parts/turtle/index.ts";
import { angles, lengths, numbersIn, type Change } from "./changes.ts";
import type { Goal } from "./goal.ts";
import { simulate, type Walk } from "./simulate.ts";
import type { DrawingBody, Stroke } from "./world.ts";

/** A run that did not give its drawing. */
export interface Failure {
  readonly body: DrawingBody;
  readonly goal: Goal;
  readonly tree: Tree;
  readonly walk: Walk;
  /** Blocks that may be run to find the mistake. Counted in work, so that every machine finds the same one. */
  readonly budget: { left: number };
}

/** The budget of a failure: a tenth of a second or so. What is not found by then has no name. */
export const mostTrials = 200_000;

export type Question = (failure: Failure) => boolean;

/** A changed program is drawn this far; no level's goal needs more. */
const mostTrial = 2_000;

/** Whether `tree` gives the drawing. Most do not, and are given up at their first wrong line. */
function draws({ body, goal, budget }: Failure, tree: Tree): boolean {
  if (budget.left <= 0) return false;
  const walk = simulate(body, tree, { most: mostTrial, budget, allows: (stroke) => !goal.isFixed || goal.holds(stroke) });
  return walk?.end === "finished" && goal.isDrawnBy(walk.strokes);
}

/** Whether one of these programs would have given the drawing. */
export function solvedBy(others: (failure: Failure) => Iterable<Tree>): Question {
  return (failure) => {
    for (const tree of others(failure)) if (draws(failure, tree)) return true;
    return false;
  };
}

/** The program with one such change, made anywhere. */
export function changed(...changes: readonly Change[]): (failure: Failure) => Iterable<Tree> {
  return function* ({ tree }) {
    for (const change of changes) yield* everywhere(tree, change);
  };
}

const short = (value: number): number => Math.round(value * 100) / 100;

function* every(from: number, to: number, by: number): Generator<number> {
  for (let value = from; value <= to; value += by) yield value;
}

/** Lengths worth trying: those of the goal, and round numbers. */
export function lengthsFor({ goal }: Failure): readonly number[] {
  return [...new Set([...goal.strokes.map((stroke) => short(lengthOf(stroke))), ...goal.lines.map((line) => short(lengthOf(line))), ...every(1, 20, 1), ...every(25, 200, 5)])];
}

/** Angles worth trying: corners of the goal, of regular shapes and stars, and round numbers. */
export function anglesFor(failure: Failure): readonly number[] {
  const shapes = [...every(3, 12, 1)].flatMap((sides) => [360 / sides, 180 - 360 / sides, 720 / sides]);
  return [...new Set([...cornersOf(failure), ...shapes.map(short), ...every(5, 180, 5), 360])].filter((angle) => (angle > 0 && angle <= 180) || angle === 360);
}

/** How much the pen turns between the lines of the goal. */
function cornersOf({ goal }: Failure): number[] {
  const heading = ({ x1, y1, x2, y2 }: Stroke): number => (Math.atan2(x2 - x1, y2 - y1) * 180) / Math.PI;
  return goal.strokes.slice(1).map((stroke, at) => {
    const turn = Math.abs(heading(stroke) - heading(goal.strokes[at]!)) % 360;
    return Math.round(Math.min(turn, 360 - turn) * 10) / 10;
  });
}

/** How far it is from the end of each line to the beginning of the next, where the pen went through the air. */
function jumpsOf(strokes: readonly Stroke[]): number[] {
  return strokes.slice(1).flatMap(({ x1, y1 }, at) => {
    const before = strokes[at]!;
    const far = Math.round(Math.hypot(x1 - before.x2, y1 - before.y2) * 10) / 10;
    return far > 0 ? [far] : [];
  });
}

/** The few numbers a missing block would most likely hold: those of the program and of the goal. */
export function usualLengths(failure: Failure): readonly number[] {
  const { strokes } = failure.goal;
  return [...new Set([...numbersIn(failure.tree, lengths).keys(), ...strokes.map((stroke) => short(lengthOf(stroke))), ...jumpsOf(strokes)])].slice(0, 16);
}

export function usualAngles(failure: Failure): readonly number[] {
  return [...new Set([...numbersIn(failure.tree, angles).keys(), ...cornersOf(failure), 90, 45, 60, 30, 120])].filter((angle) => angle > 0).slice(0, 12);
}
