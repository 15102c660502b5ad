// Squares and the four ways one can look. Shared by every lab whose world is a grid; no drawing, no rules.

export type Heading = "north" | "east" | "south" | "west";
export const headings: readonly Heading[] = ["north", "east", "south", "west"];

/** A square: x counts columns from the left, y rows from the top, both from 0. */
export interface Square {
  readonly x: number;
  readonly y: number;
}

export type Way = "ahead" | "left" | "right";

const steps: Readonly<Record<Heading, Square>> = { north: { x: 0, y: -1 }, east: { x: 1, y: 0 }, south: { x: 0, y: 1 }, west: { x: -1, y: 0 } };
const quarters: Readonly<Record<Way, number>> = { ahead: 0, right: 1, left: 3 };

/** Where one looks after turning `way`. */
export function turned(heading: Heading, way: Way): Heading {
  return headings[(headings.indexOf(heading) + quarters[way]) % 4]!;
}

/** The square next to `square` in direction `heading`. */
export function beside(square: Square, heading: Heading): Square {
  return { x: square.x + steps[heading].x, y: square.y + steps[heading].y };
}

export function same(a: Square, b: Square): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Rows of signs, all of one length. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** The sign on a square; undefined outside. */
  at(square: Square): string | undefined;
  /** All squares with one of these signs, row by row. */
  find(signs: string): Square[];
}

/** Reads a map. Rows that are shorter than the longest are filled with `fill`. */
export function readGrid(rows: readonly string[], fill = " "): Grid {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const filled = rows.map((row) => row.padEnd(width, fill));
  return {
    width,
    height: filled.length,
    at: ({ x, y }) => filled[y]?.[x],
    find: (signs) => filled.flatMap((row, y) => [...row].flatMap((sign, x) => (signs.includes(sign) ? [{ x, y }] : []))),
  };
}

/** How many steps each square is from `from`, over squares that are `open`. Unreachable squares are absent. Keys are "x,y". */
export function distances(from: Square, open: (square: Square) => boolean): ReadonlyMap<string, number> {
  const found = new Map<string, number>([[keyOf(from), 0]]);
  const queue: Square[] = [from];
  for (const square of queue) {
    for (const heading of headings) {
      const next = beside(square, heading);
      if (!open(next) || found.has(keyOf(next))) continue;
      found.set(keyOf(next), found.get(keyOf(square))! + 1);
      queue.push(next);
    }
  }
  return found;
}

export function keyOf(square: Square): string {
  return `${square.x},${square.y}`;
}
