// The mistakes that the drawing recognises. Each is a pure question about a run that did not give the drawing; most ask which small
// change of the program would have given it. The first that answers yes names the mistake. Examples: mistakes.test.ts.
import { leavingOut, mapBlocks, movingIn, movingOut, puttingIn, swapping, withStart } from "../parts/generate/edit.ts";
import { everyBlock, type Block, type Tree } from "../parts/generate/index.ts";
import { ahead, boxOf, distance, mapped, turned, type Place, type Spot } from "../parts/turtle/index.ts";
import { mostTimes } from "./api.ts";
import { angles, forwardBy, growths, is, isMove, isTurn, lengths, lifted, lowered, make, mirrored, otherTurn, starts, times, withNumbers, type Others } from "./changes.ts";
import { Goal } from "./goal.ts";
import { anglesFor, changed, lengthsFor, solvedBy, usualAngles, usualLengths, type Failure, type Question } from "./trials.ts";
import type { Walk } from "./simulate.ts";
import { isOnPaper, momentAt, type Stroke } from "./world.ts";

export type { Failure } from "./trials.ts";

const functionOf = (tree: Tree, name: unknown): readonly Block[] => tree.defines.filter((define) => define.fields["NAME"] === name).at(-1)?.bodies["DO"] ?? [];

/** The blocks of a stack and of everything inside it. */
function* within(stack: readonly Block[]): Generator<Block> {
  yield* everyBlock({ start: stack, defines: [], loose: [], count: 0 });
}

/** Names of the functions that `stack` draws, by itself or through others. */
function drawnBy(tree: Tree, stack: readonly Block[], seen = new Set<unknown>()): Set<unknown> {
  for (const block of within(stack)) {
    const name = block.fields["NAME"];
    if (block.spec.type !== "drawing_draw" || seen.has(name)) continue;
    seen.add(name);
    drawnBy(tree, functionOf(tree, name), seen);
  }
  return seen;
}

const variablesIn = (tree: Tree, ...names: string[]): Set<unknown> => new Set([...everyBlock(tree)].filter(is(...names)).map((block) => block.fields["VAR"]));

const towards = (step: 1 | -1): Others =>
  function* (now) {
    for (let other = Math.round(now) + step; other >= 1 && other <= mostTimes; other += step) yield other;
  };

/** Numbers a variable may start with or grow by. */
const small: readonly number[] = [...Array.from({ length: 30 }, (_, at) => at + 1), ...Array.from({ length: 34 }, (_, at) => 35 + 5 * at)];
const either: readonly number[] = [...small, ...small.map((value) => -value)];

/** `strokes` as the same program would draw them from another place, or `scale` times as large. */
function redrawn(strokes: readonly Stroke[], from: Place, to: Place, scale = 1): Stroke[] {
  const put = (spot: Spot): Spot => {
    const far = distance(from, spot);
    const way = (Math.atan2(spot.x - from.x, spot.y - from.y) * 180) / Math.PI - from.heading;
    return ahead(turned(to, way), far * scale);
  };
  return mapped(strokes, put);
}

const isOver = ({ end }: Walk): boolean => end === "finished";

/** Everything is right but for where the turtle looked at first. */
function tilted({ body, goal, walk }: Failure): boolean {
  const start = momentAt(body);
  // Turning changes no distance from the turtle's first place: cheap to ask, and nearly always no.
  const reach = (strokes: readonly Stroke[]): number => Math.max(0, ...strokes.flatMap(({ x1, y1, x2, y2 }) => [distance(start, { x: x1, y: y1 }), distance(start, { x: x2, y: y2 })]));
  if (!isOver(walk) || !goal.isFixed || Math.abs(reach(walk.strokes) - reach(goal.strokes)) > 2) return false;
  const headings = new Set([...Array.from({ length: 71 }, (_, at) => 5 * (at + 1)), ...[3, 6, 7, 9, 12].map((parts) => 360 / parts)]);
  return [...headings].some((by) => goal.isDrawnBy(redrawn(walk.strokes, start, turned(start, by))));
}

/** Everything is right but for the size. */
function wrongSize({ body, goal, walk }: Failure): boolean {
  const [own, wanted] = [boxOf(walk.strokes), boxOf(goal.strokes)];
  if (!isOver(walk) || !own || !wanted) return false;
  const span = ({ left, right, bottom, top }: typeof own): number => Math.hypot(right - left, top - bottom);
  const scale = span(wanted) / span(own);
  return Math.abs(scale - 1) > 0.01 && goal.isDrawnBy(redrawn(walk.strokes, momentAt(body), momentAt(body), scale));
}

/** The mistakes by name, the most telling first. */
export const mistakes: Readonly<Record<string, Question>> = {
  /** Blocks were laid out, but none hangs under the start block. */
  nothing_joined: ({ tree }) => tree.start.length === 0 && tree.loose.length > 0,
  no_blocks: ({ tree }) => tree.start.length === 0 && tree.loose.length === 0 && tree.defines.length === 0,
  /** A function is defined, and the program never draws it. */
  not_called: ({ tree }) => {
    const drawn = drawnBy(tree, tree.start);
    return tree.defines.some((define) => functionOf(tree, define.fields["NAME"]).length > 0 && !drawn.has(define.fields["NAME"]));
  },
  /** The program draws a function that does not say how. */
  not_defined: ({ tree }) => [...drawnBy(tree, tree.start)].some((name) => functionOf(tree, name).length === 0),
  /** A function draws itself, and so never ends. */
  calls_itself: ({ tree, walk }) => walk.end === "endless" && tree.defines.some((define) => drawnBy(tree, functionOf(tree, define.fields["NAME"])).has(define.fields["NAME"])),
  /** One stack lies beside the program; joined to its end, it would give the drawing. */
  loose_blocks: solvedBy(({ tree }) => tree.loose.map((stack) => withStart(tree, [...tree.start, ...stack]))),
  /** The pen is up where it should draw. */
  pen_left_up: solvedBy(changed(puttingIn(make("pen_down")), leavingOut(is("pen_up")), lowered)),
  /** The pen is down where it should not draw. */
  pen_left_down: solvedBy(changed(puttingIn(make("pen_up")), leavingOut(is("pen_down")), lifted)),
  /** The corner inside the shape, where the turtle needs to know how far it turns. */
  inner_angle: solvedBy(({ tree }) => withNumbers(tree, angles, (now) => (now > 0 && now < 180 ? [180 - now] : []))),
  /** One turn goes the other way. */
  other_way: solvedBy(changed(otherTurn)),
  /** All turns go the other way. */
  mirrored: solvedBy(({ tree }) => [mapBlocks(tree, mirrored)]),
  too_few_times: solvedBy(({ tree }) => withNumbers(tree, times, towards(1))),
  too_many_times: solvedBy(({ tree }) => withNumbers(tree, times, towards(-1))),
  /** A block stands before or after a loop and belongs into it. */
  outside_loop: solvedBy(changed(movingIn)),
  /** A block is inside a loop and belongs before or after it. */
  inside_loop: solvedBy(changed(movingOut)),
  wrong_order: solvedBy(changed(swapping)),
  /** A variable is used that nothing was ever put into. */
  variable_not_set: ({ tree }) => [...variablesIn(tree, "get")].some((name) => !variablesIn(tree, "set", "change").has(name)),
  /** A variable is set or changed, and nothing asks for it. */
  variable_not_used: ({ tree }) => [...variablesIn(tree, "set", "change")].some((name) => !variablesIn(tree, "get").has(name)),
  /** A variable should become larger or smaller each time. */
  not_growing: solvedBy(function* (failure) {
    const changing = variablesIn(failure.tree, "change");
    for (const name of variablesIn(failure.tree, "get")) {
      if (changing.has(name)) continue;
      const changes = either.map((by) => puttingIn(make("change", "BY", by, { VAR: String(name) })));
      yield* changed(...changes)(failure);
    }
  }),
  wrong_start: solvedBy((failure) => withNumbers(failure.tree, starts, () => [...small, ...lengthsFor(failure)])),
  wrong_growth: solvedBy(({ tree }) => withNumbers(tree, growths, () => either)),
  wrong_length: solvedBy((failure) => withNumbers(failure.tree, lengths, () => lengthsFor(failure))),
  wrong_angle: solvedBy((failure) => withNumbers(failure.tree, angles, () => anglesFor(failure))),
  /** Everything is there, in another colour. */
  wrong_colour: ({ body, walk }) => isOver(walk) && body.colours === true && new Goal({ ...body, colours: false }).isDrawnBy(walk.strokes),
  missing_turn: solvedBy((failure) => changed(...usualAngles(failure).flatMap((by) => [puttingIn(make("right", "BY", by)), puttingIn(make("left", "BY", by))]))(failure)),
  extra_turn: solvedBy(changed(leavingOut(isTurn))),
  missing_move: solvedBy((failure) => {
    const byNumber = usualLengths(failure).flatMap((by) => [puttingIn(make("forward", "BY", by)), puttingIn(make("jump", "BY", by)), puttingIn(make("back", "BY", by))]);
    const byVariable = [...variablesIn(failure.tree, "get", "set")].map((name) => puttingIn(forwardBy(String(name))));
    return changed(...byVariable, ...byNumber)(failure);
  }),
  extra_move: solvedBy(changed(leavingOut(isMove))),
  /** All lines are right, and one of the goal is not there. */
  side_missing: ({ goal, walk }) => isOver(walk) && walk.strokes.length > 0 && goal.missing(walk.strokes).length === 1 && goal.extra(walk.strokes).length === 0,
  /** The right drawing in another place. */
  elsewhere: ({ body, walk }) => isOver(walk) && body.anywhere !== true && new Goal({ ...body, anywhere: true }).isDrawnBy(walk.strokes),
  tilted,
  wrong_size: wrongSize,
  off_paper: ({ walk }) => isOver(walk) && walk.strokes.some((stroke) => !isOnPaper(stroke)),
  nothing_drawn: ({ walk }) => isOver(walk) && walk.strokes.length === 0,
};
