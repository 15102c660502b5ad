// Running a program in the maze: the functions it can call, and from program to verdict. The page, the checker and the teacher's
// replay all come through here.
import type { LevelData, Program, Run } from "../parts/contract.ts";
import { saidOf, usualLimits, type Engine, type Guest, type Io } from "../parts/engine/index.ts";
import { readProgram, toRun } from "../parts/generate/index.ts";
import type { Way } from "../parts/grid/index.ts";
import { blocks } from "./api.ts";
import { judge } from "./judge.ts";
import { mostWork, type Walk } from "./simulate.ts";
import { readMaze, Hero, type MazeBody, type MazeStep } from "./world.ts";

/** The maze's name among the guests of a Worker. */
export const guestName = "maze";

/** The functions a program can call. */
export function guest(setup: MazeBody, io: Io<MazeStep>): Guest {
  const hero = new Hero(readMaze(setup));
  const note = (step: Pick<MazeStep, "do" | "way" | "yes" | "star">): void => io.emit({ ...step, ...hero.place });
  const look = (way: Way): boolean => {
    const yes = hero.sees(way);
    note({ do: "look", way, yes });
    return yes;
  };
  const turn = (way: "left" | "right"): void => {
    hero.turn(way);
    note({ do: "turn", way });
  };
  return {
    moveForward() {
      const moved = hero.move();
      if (moved === "bump") {
        note({ do: "bump" });
        io.stop("bump");
      }
      note(moved === "star" ? { do: "move", star: true } : { do: "move" });
    },
    turnLeft: () => turn("left"),
    turnRight: () => turn("right"),
    isPathAhead: () => look("ahead"),
    isPathLeft: () => look("left"),
    isPathRight: () => look("right"),
    isAtGoal() {
      io.tick();
      note({ do: "seek", yes: hero.atGoal });
      return hero.atGoal;
    },
  };
}

/** An endless program is shown this far; the rest would only be the same again. */
const shownOfEndless = 60;

/** Runs `program` in `level`. Never throws for what a program holds or does. */
export async function run(engine: Engine, level: LevelData<MazeBody>, program: Program): Promise<Run<MazeStep>> {
  const { tree, refused } = readProgram(blocks, program);
  if (refused) return { steps: [], verdict: { outcome: "tried", mistake: null, said: refused, blocks: 0 } };

  const limits = { ...usualLimits, steps: mostWork };
  const result = await engine.run<MazeStep>({ guest: guestName, setup: level.body, code: toRun(tree), seed: 1, limits });
  const endless = result.end === "limit" && (result.reason === "steps" || result.reason === "work");
  const steps = endless ? result.steps.slice(0, shownOfEndless) : result.steps;
  const said = endless ? null : saidOf(result);
  if (said) return { steps, verdict: { outcome: "tried", mistake: null, said, blocks: tree.count }, lost: result.end === "lost" };

  const maze = readMaze(level.body);
  const end = endless ? "endless" : result.end === "stopped" ? "bump" : "finished";
  return { steps, verdict: judge(level, maze, tree, walkOf(maze, end, result.steps, result.block)) };
}

function walkOf(maze: ReturnType<typeof readMaze>, end: Walk["end"], steps: readonly MazeStep[], block: string | null): Walk {
  const last = steps.at(-1) ?? maze.start;
  const stars = steps.filter((step) => step.star).length;
  const atGoal = last.x === maze.goal.x && last.y === maze.goal.y;
  return { end, steps, block, solved: end === "finished" && atGoal && stars === maze.stars.length };
}
