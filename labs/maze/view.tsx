// The maze as it is seen and explored: a road among hedges or islands, the one who walks it, and a grid of squares for the keys.
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { useComputed, useSignal } from "@preact/signals";
import { keyOf, same, type Square } from "../parts/grid/index.ts";
import type { ViewProps } from "../parts/level-page/lab.ts";
import { describeSquare } from "./explore.ts";
import { standing, themes, type Standing } from "./standing.ts";
import { readMaze, type Maze, type MazeBody, type MazeStep } from "./world.ts";

/** Length of a square's side in the drawing; the pictures of design/ are made for it. */
const side = 40;

/** All pictures of a theme are one file. */
export function sheetOf(body: MazeBody, pictures: string): string {
  return `${pictures}maze-${body.theme}.gen.svg`;
}

/** A road through the middle of all open squares, as one path. */
function road(maze: Maze): string {
  let d = "";
  for (let y = 0; y < maze.height; y += 1) {
    for (let x = 0; x < maze.width; x += 1) {
      if (!maze.isOpen({ x, y })) continue;
      const [cx, cy] = [x * side + side / 2, y * side + side / 2];
      d += `M${String(cx)} ${String(cy)}h.01`;
      const right = maze.isOpen({ x: x + 1, y });
      const below = maze.isOpen({ x, y: y + 1 });
      if (right) d += `M${String(cx)} ${String(cy)}h${String(side)}`;
      if (below) d += `M${String(cx)} ${String(cy)}v${String(side)}`;
      // Four open squares are a lawn or a lagoon: nothing is left in their middle.
      if (right && below && maze.isOpen({ x: x + 1, y: y + 1 })) d += `M${String(cx + side / 2)} ${String(cy + side / 2)}h.01`;
    }
  }
  return d;
}

interface Wall extends Square {
  readonly piece: string;
}

/** What stands beside the road; about one square in five stays empty. */
function walls(maze: Maze, pieces: readonly string[]): Wall[] {
  const found: Wall[] = [];
  for (let y = 0; y < maze.height; y += 1) {
    for (let x = 0; x < maze.width; x += 1) {
      const chance = 5 * x + 3 * y + x * y;
      if (!maze.isOpen({ x, y }) && (chance * 7 + x) % 5 !== 0) found.push({ x, y, piece: pieces[chance % pieces.length] ?? "wall-1" });
    }
  }
  return found;
}

export function MazeView(props: ViewProps<MazeBody, MazeStep>): JSX.Element {
  const { level, pictures } = props;
  const maze = useMemo(() => readMaze(level.body), [level]);
  const theme = themes[level.body.theme];
  const drawn = useMemo(() => ({ road: road(maze), walls: walls(maze, theme.walls) }), [maze, theme]);
  const now = useComputed(() => standing(maze, props.steps.value, props.at.value));
  const sheet = sheetOf(level.body, pictures);
  const [width, height] = [maze.width * side, maze.height * side];
  const piece = (id: string, square: Square): JSX.Element => (
    <use href={`${sheet}#${id}`} x={square.x * side} y={square.y * side} width={side} height={side} />
  );
  return (
    <div class="maze" dir="ltr" style={{ aspectRatio: `${String(maze.width)} / ${String(maze.height)}`, "--maze-shape": String(maze.width / maze.height), "--maze-columns": String(maze.width) }}>
      <svg class="maze-picture" viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden="true" focusable="false">
        <rect width={width} height={height} fill={theme.ground} />
        <svg width={width} height={height} viewBox="0 0 320 320" preserveAspectRatio="xMidYMid slice">
          <use href={`${sheet}#background`} width="320" height="320" />
        </svg>
        {drawn.walls.map((wall) => piece(wall.piece, wall))}
        <path class="maze-road" d={drawn.road} stroke={theme.pathEdge} stroke-width="33" />
        <path class="maze-road" d={drawn.road} stroke={theme.path} stroke-width="28" />
        <path class="maze-trail" d={trail(now.value.walked)} stroke={theme.hint} />
        {piece("goal", maze.goal)}
        {maze.stars.map((star) => (
          <g key={keyOf(star)} class={`maze-star${now.value.picked.has(keyOf(star)) ? " maze-star-picked" : ""}`}>
            {piece("thing", star)}
          </g>
        ))}
        <Hero now={now.value} sheet={sheet} pace={props.pace.value} happy={props.ended.value === "solved"} />
      </svg>
      <Squares {...props} maze={maze} now={now.value} />
    </div>
  );
}

function trail(walked: readonly Square[]): string {
  if (walked.length < 2) return "";
  return walked.map((square, index) => `${index === 0 ? "M" : "L"}${String(square.x * side + side / 2)} ${String(square.y * side + side / 2)}`).join("");
}

interface HeroProps {
  readonly now: Standing;
  readonly sheet: string;
  readonly pace: number;
  readonly happy: boolean;
}

function Hero({ now, sheet, pace, happy }: HeroProps): JSX.Element {
  const moving = `transform ${String(Math.round(pace * 0.85))}ms ease-in-out`;
  const picture = happy ? "hero-happy" : now.bumped ? "hero-bump" : "hero";
  return (
    <g class="maze-hero" data-hero={keyOf(now)} data-heading={now.heading} style={{ transform: `translate(${String(now.x * side)}px, ${String(now.y * side)}px)`, transition: moving }}>
      <g class="maze-hero-turn" style={{ transform: `rotate(${String(now.angle)}deg)`, transition: moving }}>
        <g class={now.bumped && pace > 0 ? "maze-hero-bump" : ""}>
          <use href={`${sheet}#${picture}`} width={side} height={side} />
        </g>
      </g>
    </g>
  );
}

const arrows: Readonly<Record<string, Square>> = { ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 }, ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 } };

interface SquaresProps extends ViewProps<MazeBody, MazeStep> {
  readonly maze: Maze;
  readonly now: Standing;
}

/** The same squares once more, unseen, for keys and screen readers: one stop in the page, arrows inside. */
function Squares({ maze, now, say, play }: SquaresProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const at = useSignal<Square | null>(null);
  const left = new Set(maze.stars.map(keyOf).filter((key) => !now.picked.has(key)));
  const focused = at.value ?? { x: now.x, y: now.y };
  const go = (event: KeyboardEvent): void => {
    const by = arrows[event.key];
    const home = event.key === "Home";
    if (!by && !home) return;
    event.preventDefault();
    const to = home || !by ? { x: now.x, y: now.y } : { x: clamp(focused.x + by.x, maze.width), y: clamp(focused.y + by.y, maze.height) };
    play(same(to, maze.goal) ? "pick" : maze.isOpen(to) ? "step" : "bump");
    at.value = to;
    box.current?.querySelectorAll<HTMLElement>("[role=gridcell]")[to.y * maze.width + to.x]?.focus();
  };
  const rows = Array.from({ length: maze.height }, (_, y) => y);
  const columns = Array.from({ length: maze.width }, (_, x) => x);
  return (
    <div class="maze-squares" role="grid" aria-label={say("maze.see.grid", { columns: maze.width, rows: maze.height })} ref={box} onKeyDown={go}>
      {rows.map((y) => (
        <div class="maze-row" role="row" key={y}>
          {columns.map((x) => (
            <div
              key={x}
              role="gridcell"
              tabIndex={same(focused, { x, y }) ? 0 : -1}
              aria-label={describeSquare(maze, { x, y }, now, left, say)}
              onFocus={() => {
                at.value = { x, y };
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function clamp(value: number, size: number): number {
  return Math.min(Math.max(value, 0), size - 1);
}
