// What happens in the maze, as words and as sounds.
import type { LevelData, Said } from "../parts/contract.ts";
import type { Sound } from "../parts/stage/index.ts";
import type { Sayer } from "../parts/words/index.ts";
import { describeMaze } from "./explore.ts";
import { readMaze, type MazeBody, type MazeStep } from "./world.ts";

/** A step in words; `n` counts equal neighbours. Whether a loop goes on is not worth a word. */
export function describeStep(step: MazeStep): Said | null {
  switch (step.do) {
    case "move":
      return { key: step.star ? "maze.tell.star" : "maze.tell.move", values: { n: 1 } };
    case "turn":
      return { key: step.way === "left" ? "maze.tell.left" : "maze.tell.right", values: { n: 1 } };
    case "bump":
      return { key: "maze.tell.bump" };
    case "look":
      return { key: step.yes ? "maze.tell.path" : "maze.tell.wall", values: { way: step.way ?? "ahead" } };
    case "seek":
      return null;
  }
}

export function soundOf(step: MazeStep): Sound | null {
  switch (step.do) {
    case "move":
      return step.star ? "pick" : "step";
    case "turn":
      return step.way === "left" ? "left" : "right";
    case "bump":
      return "bump";
    case "look":
    case "seek":
      return "tick";
  }
}

/** A movement takes its time; a look is quick, and whether a loop goes on hardly seen. */
export function lengthOf(step: MazeStep): number {
  return step.do === "look" ? 0.5 : step.do === "seek" ? 0.12 : 1;
}

export function describeStart(level: LevelData<MazeBody>, say: Sayer): string {
  return describeMaze(readMaze(level.body), say);
}
