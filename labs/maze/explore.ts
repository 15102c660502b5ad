// The maze in words: what is on a square and round it, for somebody who explores by keys. Pure.
import { beside, headings, keyOf, same, turned, type Heading, type Square } from "../parts/grid/index.ts";
import type { Sayer } from "../parts/words/index.ts";
import type { Maze, Place } from "./world.ts";

/** One square as it is heard: what it is, which ways are open, where the goal is from here. */
export function describeSquare(maze: Maze, square: Square, here: Place, stars: ReadonlySet<string>, say: Sayer): string {
  const told: string[] = [];
  if (same(square, here)) told.push(say("maze.see.here"), around(maze, here, say));
  else if (same(square, maze.goal)) told.push(say("maze.see.goal"));
  else if (!maze.isOpen(square)) told.push(say("maze.see.wall"));
  else told.push(say(stars.has(keyOf(square)) ? "maze.see.star" : "maze.see.path"), ways(maze, square, say));
  if (maze.isOpen(square) && !same(square, maze.goal)) told.push(goalFrom(square, maze.goal, say));
  return told.join(" ");
}

/** The maze before Run, in two or three sentences. */
export function describeMaze(maze: Maze, say: Sayer): string {
  return [around(maze, maze.start, say), goalFrom(maze.start, maze.goal, say)].join(" ");
}

/** "Looking right. Ahead: path. Left: wall. Right: wall." */
function around(maze: Maze, here: Place, say: Sayer): string {
  const what = (way: "ahead" | "left" | "right"): string => say(maze.isOpen(beside(here, turned(here.heading, way))) ? "maze.see.open" : "maze.see.closed");
  return [
    say("maze.see.looking", { side: here.heading }),
    say("maze.see.ahead", { what: what("ahead") }),
    say("maze.see.left", { what: what("left") }),
    say("maze.see.right", { what: what("right") }),
  ].join(" ");
}

/** "Ways on: up, right." */
function ways(maze: Maze, square: Square, say: Sayer): string {
  const open = headings.filter((heading: Heading) => maze.isOpen(beside(square, heading)));
  return say("maze.see.ways", { list: open.map((heading) => say(`maze.side.${heading}`)).join(say("maze.see.comma")) });
}

/** "The goal is 2 squares to the right and 1 square up from here." */
function goalFrom(square: Square, goal: Square, say: Sayer): string {
  const parts: string[] = [];
  const across = goal.x - square.x;
  const down = goal.y - square.y;
  if (across !== 0) parts.push(say(across > 0 ? "maze.far.right" : "maze.far.left", { n: Math.abs(across) }));
  if (down !== 0) parts.push(say(down > 0 ? "maze.far.down" : "maze.far.up", { n: Math.abs(down) }));
  const [first, second] = parts;
  if (first === undefined) return "";
  return say("maze.see.goal-far", { far: second === undefined ? first : say("maze.far.both", { first, second }) });
}
