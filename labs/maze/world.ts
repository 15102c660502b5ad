// The maze: what is where, and what a move or a turn does. Pure; it knows neither programs nor pictures.
import type { Step } from "../parts/contract.ts";
import { beside, distances, keyOf, readGrid, same, turned, type Heading, type Square, type Way } from "../parts/grid/index.ts";
import type { MazeBody } from "./level.gen.ts";

export type { MazeBody };

export interface Maze {
  readonly width: number;
  readonly height: number;
  readonly start: Place;
  readonly goal: Square;
  readonly stars: readonly Square[];
  isOpen(square: Square): boolean;
}

/** Where somebody stands and looks. */
export interface Place extends Square {
  readonly heading: Heading;
}

/** One thing that happened. `x`, `y` and `heading` are those afterwards, so a view can show any step by itself. */
export type MazeStep = Step &
  Place & {
    /** bump = wanted to move and could not; look = a block asked whether there is a path; seek = a loop asked whether this is the goal. */
    readonly do: "move" | "turn" | "bump" | "look" | "seek";
    /** turn: to which side; look: where to. */
    readonly way?: Way;
    /** look: there is a path; seek: this is the goal. */
    readonly yes?: boolean;
    /** move: a star was picked up here. */
    readonly star?: boolean;
  };

const startSigns: Readonly<Record<string, Heading>> = { "^": "north", ">": "east", v: "south", "<": "west" };

/** Reads a level's map. The checker has made sure that it has one start and one goal (`mapProblems`). */
export function readMaze(body: MazeBody): Maze {
  const grid = readGrid(body.map, "#");
  const at = grid.find("^>v<")[0] ?? { x: 0, y: 0 };
  return {
    width: grid.width,
    height: grid.height,
    start: { ...at, heading: startSigns[grid.at(at) ?? ""] ?? "east" },
    goal: grid.find("G")[0] ?? at,
    stars: grid.find("*"),
    isOpen: (square) => {
      const sign = grid.at(square);
      return sign !== undefined && sign !== "#" && sign !== " ";
    },
  };
}

/** What is wrong with a map, for its author; empty when all is well. */
export function mapProblems(body: MazeBody): string[] {
  const grid = readGrid(body.map, "#");
  const problems: string[] = [];
  const strange = [...new Set(body.map.join("").replace(/[#. G*^>v<]/g, ""))];
  if (strange.length > 0) problems.push(`unknown signs ${strange.join(" ")}: use # . ^ > v < G *`);
  if (grid.find("^>v<").length !== 1) problems.push("there must be exactly one start: one of ^ > v <");
  if (grid.find("G").length !== 1) problems.push("there must be exactly one goal: G");
  if (problems.length > 0) return problems;
  const maze = readMaze(body);
  const reachable = distances(maze.start, (square) => maze.isOpen(square));
  if (!reachable.has(keyOf(maze.goal))) problems.push("the goal cannot be reached from the start: open a way");
  if (maze.stars.some((star) => !reachable.has(keyOf(star)))) problems.push("a star cannot be reached from the start: open a way");
  return problems;
}

/** Somebody in a maze. */
export class Hero {
  readonly maze: Maze;
  place: Place;
  readonly #left: Set<string>;

  constructor(maze: Maze) {
    this.maze = maze;
    this.place = maze.start;
    this.#left = new Set(maze.stars.map(keyOf));
  }

  /** One square ahead; "bump" when there is a wall, and then nothing changes. */
  move(): "moved" | "star" | "bump" {
    const to = beside(this.place, this.place.heading);
    if (!this.maze.isOpen(to)) return "bump";
    this.place = { ...to, heading: this.place.heading };
    return this.#left.delete(keyOf(to)) ? "star" : "moved";
  }

  turn(way: "left" | "right"): void {
    this.place = { ...this.place, heading: turned(this.place.heading, way) };
  }

  sees(way: Way): boolean {
    return this.maze.isOpen(beside(this.place, turned(this.place.heading, way)));
  }

  get atGoal(): boolean {
    return same(this.place, this.maze.goal);
  }

  /** Stars not yet picked up. */
  get starsLeft(): number {
    return this.#left.size;
  }
}
