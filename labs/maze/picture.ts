// The work as a little map: the path, the goal, what is left to pick up, the way that was walked and who walked it. It stands alone
// (no sheet, no address), because it is kept in the browser as text. One square is one unit.
import { keyOf, type Square } from "../parts/grid/index.ts";
import type { LevelData, Run } from "../parts/contract.ts";
import { angles, standing, themes } from "./standing.ts";
import { readMaze, type Maze, type MazeBody, type MazeStep } from "./world.ts";

/** SVG text, well under 8,000 characters for the largest map (12 by 12) and the longest walk. */
export function pictureOf({ body }: LevelData<MazeBody>, { steps }: Run<MazeStep>): string {
  const maze = readMaze(body);
  const { ground, path, pathEdge, hint } = themes[body.theme];
  const now = standing(maze, steps, steps.length);
  const open = `d="${squares(maze)}"`;
  const stars = maze.stars.filter((star) => !now.picked.has(keyOf(star)));
  const { x, y, width, height } = shownOf(maze);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${spot({ x, y })} ${String(width)} ${String(height)}"><path fill="${ground}" d="M${spot({ x, y })}h${String(width)}v${String(height)}h-${String(width)}z"/>` +
    `<path ${open} fill="none" stroke="${pathEdge}" stroke-width=".2" stroke-linejoin="round"/><path ${open} fill="${path}"/>` +
    `<g transform="translate(.5 .5)" fill="none" stroke="${hint}" stroke-linecap="round"><path d="${trail(now.walked)}" stroke-width=".16"/>` +
    `<path d="${stars.map((star) => `M${spot(star)}h0`).join("")}" stroke-width=".3"/>` +
    `<g transform="translate(${spot(maze.goal)})" stroke="none" fill="${ground}"><circle r=".46"/><circle r=".34" fill="${path}"/><circle r=".2"/></g>` +
    `<g transform="translate(${spot(now)}) rotate(${String(angles[now.heading])})" stroke="none"><circle r=".34" fill="${hint}"/>` +
    `<path d="M.26 0L-.16 .2V-.2z" fill="${path}"/></g></g></svg>`
  );
}

function spot({ x, y }: Square): string {
  return `${String(x)} ${String(y)}`;
}

/** The open squares and one more on each side: what is only wall would make the rest too small to see. */
function shownOf(maze: Maze): Square & { readonly width: number; readonly height: number } {
  const open: Square[] = [];
  for (let y = 0; y < maze.height; y += 1) for (let x = 0; x < maze.width; x += 1) if (maze.isOpen({ x, y })) open.push({ x, y });
  const [xs, ys] = [open.map(({ x }) => x), open.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - 1, Math.min(...ys) - 1];
  return { x, y, width: Math.max(...xs) + 2 - x, height: Math.max(...ys) + 2 - y };
}

/** All open squares, those beside each other as one piece. */
function squares(maze: Maze): string {
  let d = "";
  for (let y = 0; y < maze.height; y += 1) {
    for (let x = 0; x < maze.width; x += 1) {
      const from = x;
      while (maze.isOpen({ x, y })) x += 1;
      if (x > from) d += `M${spot({ x: from, y })}h${String(x - from)}v1h${String(from - x)}z`;
    }
  }
  return d;
}

/** The way that was walked: each stretch between two squares once, however often it was gone. */
function trail(walked: readonly Square[]): string {
  const gone = new Set<string>();
  walked.slice(1).forEach((to, at) => {
    const from = walked[at] ?? to;
    const first = from.x + from.y < to.x + to.y ? from : to;
    gone.add(`M${spot(first)}${from.y === to.y ? "h" : "v"}1`);
  });
  return [...gone].join("");
}
