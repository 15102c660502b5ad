// Where a walk stands after some steps, and the colours it is shown in: the same for the stage and for the little picture of the work.
import garden from "../../design/pictures/maze/garden/theme.json";
import islands from "../../design/pictures/maze/islands/theme.json";
import { keyOf, type Heading, type Square } from "../parts/grid/index.ts";
import type { Maze, MazeStep, Place } from "./world.ts";

export const themes = { garden, islands } as const;
/** The figure is drawn looking east. */
export const angles: Readonly<Record<Heading, number>> = { east: 0, south: 90, west: 180, north: 270 };

/** Where the walk stands after the first `at` steps. */
export interface Standing extends Place {
  /** Degrees, never wound back: a turn from north to east goes the short way. */
  readonly angle: number;
  readonly picked: ReadonlySet<string>;
  readonly walked: readonly Square[];
  readonly bumped: boolean;
}

/** Folds the steps shown so far. Pure, so that any moment of a run can be drawn by itself. */
export function standing(maze: Maze, steps: readonly MazeStep[], at: number): Standing {
  let angle = angles[maze.start.heading];
  const picked = new Set<string>();
  const walked: Square[] = [maze.start];
  let place: Place = maze.start;
  for (const step of steps.slice(0, at)) {
    if (step.do === "turn") angle += step.way === "left" ? -90 : 90;
    if (step.star) picked.add(keyOf(step));
    if (step.do === "move") walked.push({ x: step.x, y: step.y });
    place = step;
  }
  return { x: place.x, y: place.y, heading: place.heading, angle, picked, walked, bumped: at > 0 && steps[at - 1]?.do === "bump" };
}
