// The verdict over a run: solved and how well, else which mistake, else what happened. Pure.
import type { LevelData, Said, Verdict } from "../parts/contract.ts";
import { everyBlock, type Tree } from "../parts/generate/index.ts";
import { distances, keyOf, same } from "../parts/grid/index.ts";
import { mistakes, type Failure } from "./mistakes.ts";
import type { Walk } from "./simulate.ts";
import type { Maze, MazeBody } from "./world.ts";

export function judge(level: LevelData<MazeBody>, maze: Maze, tree: Tree, walk: Walk): Verdict {
  const blocks = tree.count;
  if (level.freePlay) {
    if (tree.start.length === 0) return { outcome: "tried", mistake: null, said: { key: "maze.mistake.no_blocks" }, blocks };
    return { outcome: "done", mistake: null, said: { key: walk.solved ? "maze.done.goal" : "maze.done" }, blocks };
  }
  if (walk.solved) {
    const optimal = level.optimal ?? blocks;
    if (blocks <= optimal) return { outcome: "perfect", mistake: null, said: { key: "maze.perfect", values: { blocks } }, blocks };
    return { outcome: "passed", mistake: null, said: { key: "maze.passed", values: { blocks, optimal } }, blocks };
  }
  const failure: Failure = { maze, tree, walk };
  const mistake = mistakeOf(level, failure);
  return { outcome: "tried", mistake, said: mistake === null ? happened(failure) : { key: `maze.mistake.${mistake}` }, blocks };
}

/** The name of the mistake: those the level has a sentence for are asked first, in the level's order. */
export function mistakeOf(level: Pick<LevelData<MazeBody>, "mistakes">, failure: Failure): string | null {
  const names = [...Object.keys(level.mistakes), ...Object.keys(mistakes)];
  return names.find((name) => mistakes[name]?.(failure)) ?? null;
}

/** What happened, where no mistake was recognised. */
export function happened({ maze, tree, walk }: Failure): Said {
  const last = walk.steps.at(-1) ?? maze.start;
  if (walk.end === "endless") return { key: "maze.endless" };
  if (walk.end === "bump") return { key: "maze.wall", values: { block: placeOf(tree, walk.block) } };
  if (same(last, maze.goal)) return { key: "maze.stars" };
  const away = distances(maze.goal, (square) => maze.isOpen(square)).get(keyOf(last)) ?? 0;
  return { key: "maze.short", values: { steps: away } };
}

/** Which block it is, counted from the top, as a pupil counts them. */
function placeOf(tree: Tree, id: string | null): number {
  return [...everyBlock(tree)].findIndex((block) => block.id === id) + 1;
}
