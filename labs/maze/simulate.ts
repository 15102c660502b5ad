// Walks a program through a maze without an engine. For questions asked thousands of times: which small change would have solved
// the level, and which is the shortest program. A pupil's Run goes through the engine; a test holds the two to the same steps.
import type { Block, Tree } from "../parts/generate/index.ts";
import type { Way } from "../parts/grid/index.ts";
import { Hero, type Maze, type MazeStep } from "./world.ts";

/** Blocks run plus questions of loops, before a program counts as endless. */
export const mostWork = 1_000;

export type WalkEnd = "finished" | "bump" | "endless";

export interface Walk {
  readonly end: WalkEnd;
  readonly steps: readonly MazeStep[];
  /** The block that was running at the end. */
  readonly block: string | null;
  readonly solved: boolean;
}

class Over extends Error {
  readonly end: WalkEnd;
  constructor(end: WalkEnd) {
    super(end);
    this.end = end;
  }
}

export function simulate(maze: Maze, tree: Tree): Walk {
  const hero = new Hero(maze);
  const steps: MazeStep[] = [];
  let block: string | null = null;
  let work = 0;

  const note = (step: Pick<MazeStep, "do" | "way" | "yes" | "star">): void => {
    steps.push({ ...step, ...hero.place, block });
  };
  const spend = (): void => {
    work += 1;
    if (work > mostWork) throw new Over("endless");
  };

  const stack = (blocks: readonly Block[]): void => {
    for (const one of blocks) {
      block = one.id;
      spend();
      doOne(one);
    }
  };

  const doOne = (one: Block): void => {
    const body = one.bodies["DO"] ?? [];
    switch (one.spec.type) {
      case "maze_move": {
        const moved = hero.move();
        if (moved === "bump") {
          note({ do: "bump" });
          throw new Over("bump");
        }
        note(moved === "star" ? { do: "move", star: true } : { do: "move" });
        return;
      }
      case "maze_left":
      case "maze_right": {
        const way = one.spec.type === "maze_left" ? "left" : "right";
        hero.turn(way);
        note({ do: "turn", way });
        return;
      }
      case "maze_repeat":
        for (let count = 0; count < Number(one.fields["TIMES"]); count += 1) stack(body);
        return;
      case "maze_until":
        for (;;) {
          spend();
          note({ do: "seek", yes: hero.atGoal });
          if (hero.atGoal) return;
          stack(body);
        }
      case "maze_if":
      case "maze_if_else": {
        const way = one.fields["WAY"] as Way;
        const yes = hero.sees(way);
        note({ do: "look", way, yes });
        stack(yes ? body : (one.bodies["ELSE"] ?? []));
        return;
      }
      default:
        throw new Error(`the maze has no block ${one.spec.type}`);
    }
  };

  let end: WalkEnd = "finished";
  try {
    stack(tree.start);
  } catch (error) {
    if (!(error instanceof Over)) throw error;
    end = error.end;
  }
  return { end, steps, block, solved: end === "finished" && hero.atGoal && hero.starsLeft === 0 };
}
