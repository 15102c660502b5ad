// The mistakes that the maze recognises. Each is a pure question about a run that did not solve its level; most ask which small
// change of the program would have solved it. The first that answers yes names the mistake. Examples: mistakes.test.ts.
import { anywhere, leavingOut, movingIn, movingOut, puttingIn, replacing, swapping, withStart } from "../parts/generate/edit.ts";
import { everyBlock, specOf, type Block, type Tree } from "../parts/generate/index.ts";
import { same } from "../parts/grid/index.ts";
import { blocks, mostTimes } from "./api.ts";
import { simulate, type Walk } from "./simulate.ts";
import { Hero, type Maze } from "./world.ts";

/** A run that did not solve its level. */
export interface Failure {
  readonly maze: Maze;
  readonly tree: Tree;
  readonly walk: Walk;
}

type Stack = readonly Block[];
type Change = (stack: Stack) => Iterable<Stack>;

/** Whether one such change, made anywhere, would solve the level. */
function solvedBy(change: Change): (failure: Failure) => boolean {
  return ({ maze, tree }) => {
    for (const start of anywhere(tree.start, change)) if (simulate(maze, withStart(tree, start)).solved) return true;
    return false;
  };
}

const is = (...types: string[]): ((block: Block) => boolean) => (block) => types.includes(block.spec.type);
const turn = is("maze_left", "maze_right");
const make = (type: string): Block => ({ spec: specOf(blocks, type), id: "new", fields: {}, values: {}, bodies: {} });
const mirrored = (block: Block): Block => ({ ...block, spec: specOf(blocks, block.spec.type === "maze_left" ? "maze_right" : "maze_left") });

const otherTurn = replacing(function* (block) {
  if (turn(block)) yield mirrored(block);
});

/** Every left made right and every right left, as somebody sees it who thinks of the screen and not of the hero. */
function allMirrored(stack: Stack): Stack {
  return stack.map((block) => {
    if (turn(block)) return mirrored(block);
    return { ...block, bodies: Object.fromEntries(Object.entries(block.bodies).map(([name, body]) => [name, allMirrored(body)])) };
  });
}

const times = (towards: 1 | -1): Change =>
  replacing(function* (block) {
    if (block.spec.type !== "maze_repeat") return;
    const now = Number(block.fields["TIMES"]);
    for (let other = now + towards; other >= 1 && other <= mostTimes; other += towards) yield { ...block, fields: { TIMES: other } };
  });

const otherWay = replacing(function* (block) {
  if (!is("maze_if", "maze_if_else")(block)) return;
  for (const way of ["ahead", "left", "right"]) if (way !== block.fields["WAY"]) yield { ...block, fields: { WAY: way } };
});

const otherBranch = replacing(function* (block) {
  if (block.spec.type === "maze_if_else") yield { ...block, bodies: { DO: block.bodies["ELSE"] ?? [], ELSE: block.bodies["DO"] ?? [] } };
});

const holds = (block: Block, type: string): boolean => Object.values(block.bodies).some((body) => body.some((one) => one.spec.type === type || holds(one, type)));

/** Whether a wall was met although a path went on to one side. */
function missedCorner({ maze, walk }: Failure): boolean {
  const last = walk.steps.at(-1);
  if (last?.do !== "bump") return false;
  const hero = new Hero(maze);
  hero.place = last;
  return hero.sees("left") !== hero.sees("right");
}

/** The mistakes by name, the most telling first. */
export const mistakes: Readonly<Record<string, (failure: Failure) => boolean>> = {
  /** Blocks were laid out, but none hangs under the start block. */
  nothing_joined: ({ tree }) => tree.start.length === 0 && tree.loose.length > 0,
  no_blocks: ({ tree }) => tree.start.length === 0 && tree.loose.length === 0,
  /** One stack lies beside the program; joined to its end, it would solve the level. */
  loose_blocks: ({ maze, tree }) => tree.loose.some((stack) => simulate(maze, withStart(tree, [...tree.start, ...stack])).solved),
  /** A loop waits for the goal, but nothing in it ever moves. */
  loop_stands_still: ({ tree, walk }) => walk.end === "endless" && [...everyBlock(tree)].some((block) => block.spec.type === "maze_until" && !holds(block, "maze_move")),
  wrong_turn: solvedBy(otherTurn),
  mirrored_turns: ({ maze, tree }) => simulate(maze, withStart(tree, allMirrored(tree.start))).solved,
  too_few_times: solvedBy(times(1)),
  too_many_times: solvedBy(times(-1)),
  /** A block stands before or after a loop (or an if) and belongs into it. */
  outside_block: solvedBy(movingIn),
  /** A block is inside a loop (or an if) and belongs before or after it. */
  inside_block: solvedBy(movingOut),
  wrong_question: solvedBy(otherWay),
  swapped_answers: solvedBy(otherBranch),
  wrong_order: solvedBy(swapping),
  missing_move: solvedBy(puttingIn(make("maze_move"))),
  extra_move: solvedBy(leavingOut(is("maze_move"))),
  missing_turn: solvedBy((stack) => [...puttingIn(make("maze_left"))(stack), ...puttingIn(make("maze_right"))(stack)]),
  extra_turn: solvedBy(leavingOut(turn)),
  /** Everything was right but a star was left behind. */
  star_left: ({ maze, walk }) => walk.end === "finished" && maze.stars.length > 0 && same(walk.steps.at(-1) ?? maze.start, maze.goal),
  /** Stood on the goal and walked on. */
  goal_passed: ({ maze, walk }) => walk.steps.some((step) => step.do === "move" && same(step, maze.goal)) && !(walk.end === "finished" && same(walk.steps.at(-1)!, maze.goal)),
  /** The loop moves, and goes round for ever. */
  round_and_round: ({ walk }) => walk.end === "endless" && walk.steps.slice(-200).some((step) => step.do === "move"),
  missed_corner: missedCorner,
};
