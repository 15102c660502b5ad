// The maze for the icon strip, which also runs where there is no WebAssembly: programs are walked without the engine. A test of
// the maze holds that walk and the engine to the same steps.
import type { LabPage } from "../parts/level-page/lab.ts";
import { readProgram } from "../parts/generate/index.ts";
import { blocks } from "./api.ts";
import { judge } from "./judge.ts";
import { pictureOf } from "./picture.ts";
import { simulate } from "./simulate.ts";
import { describeStart, describeStep, lengthOf, soundOf } from "./tell.ts";
import { MazeView, sheetOf } from "./view.tsx";
import { readMaze, type MazeBody, type MazeStep } from "./world.ts";

/** An endless program is shown this far. */
const shownOfEndless = 60;

export const lab: LabPage<MazeBody, MazeStep> = {
  name: "maze",
  api: blocks,
  view: MazeView,
  warm: () => Promise.resolve(true),
  run(level, program) {
    const { tree, refused } = readProgram(blocks, program);
    if (refused) return Promise.resolve({ steps: [], verdict: { outcome: "tried", mistake: null, said: refused, blocks: 0 } });
    const maze = readMaze(level.body);
    const walk = simulate(maze, tree);
    const steps = walk.end === "endless" ? walk.steps.slice(0, shownOfEndless) : walk.steps;
    return Promise.resolve({ steps, verdict: judge(level, maze, tree, walk) });
  },
  describeStep,
  soundOf,
  lengthOf,
  describeStart,
  pictures: (level, base) => [sheetOf(level.body, base)],
  picture: pictureOf,
};
