// The verdict over a run: solved and how well, else which mistake, else what happened. Pure.
import type { LevelData, Said, Verdict } from "../parts/contract.ts";
import type { Tree } from "../parts/generate/index.ts";
import { Goal } from "./goal.ts";
import { mistakes, type Failure } from "./mistakes.ts";
import type { Walk } from "./simulate.ts";
import { mostTrials } from "./trials.ts";
import type { DrawingBody } from "./world.ts";

export function judge(level: LevelData<DrawingBody>, tree: Tree, walk: Walk): Verdict {
  const blocks = tree.count;
  if (level.freePlay) {
    if (tree.start.length === 0) return { outcome: "tried", mistake: null, said: { key: "drawing.mistake.no_blocks" }, blocks };
    return { outcome: "done", mistake: null, said: { key: walk.end === "endless" ? "drawing.done.endless" : "drawing.done" }, blocks };
  }
  const goal = new Goal(level.body);
  if (walk.end === "finished" && goal.isDrawnBy(walk.strokes)) {
    const optimal = level.optimal ?? blocks;
    if (blocks <= optimal) return { outcome: "perfect", mistake: null, said: { key: "drawing.perfect", values: { blocks } }, blocks };
    return { outcome: "passed", mistake: null, said: { key: "drawing.passed", values: { blocks, optimal } }, blocks };
  }
  const failure: Failure = { body: level.body, goal, tree, walk, budget: { left: mostTrials } };
  const mistake = mistakeOf(level, failure);
  return { outcome: "tried", mistake, said: mistake === null ? happened(failure) : { key: `drawing.mistake.${mistake}` }, blocks };
}

/** The name of the mistake: those the level has a sentence for are asked first, in the level's order. */
export function mistakeOf(level: Pick<LevelData<DrawingBody>, "mistakes">, failure: Failure): string | null {
  const names = [...Object.keys(level.mistakes), ...Object.keys(mistakes)];
  return names.find((name) => mistakes[name]?.(failure)) ?? null;
}

/** What happened, where no mistake was recognised. */
export function happened({ goal, walk }: Failure): Said {
  if (walk.end === "endless") return { key: "drawing.endless" };
  const { all, right, extra } = goal.compare(walk.strokes);
  if (extra === 0) return { key: "drawing.more", values: { n: all - right } };
  if (right === all) return { key: "drawing.extra", values: { n: extra } };
  return { key: "drawing.partly", values: { right, all, extra } };
}
