// What a drawing consists of, for telling it in words: "closed, four sides of 100". The way the pen went is taken apart into shapes
// that come back to where they began and lines that do not.
import { isCovered, type Segment } from "./lines.ts";
import { distance, type Spot } from "./turtle.ts";

/** A shape: how long its sides are, one after the other, and whether it comes back to its beginning. */
export interface Shape {
  readonly closed: boolean;
  readonly sides: readonly number[];
  /** Where the pen went for it, its first spot once more at the end of a closed one. */
  readonly spots: readonly Spot[];
}

/** Equal shapes, taken together. */
export interface Shapes extends Shape {
  readonly count: number;
}

const near = 0.5;

/** The sides of a way through `spots`: pieces that go straight on become one side. */
function sidesOf(spots: readonly Spot[], closed: boolean): number[] {
  const corners: Spot[] = [];
  for (const spot of spots) {
    const [before, last] = [corners.at(-2), corners.at(-1)];
    if (last && distance(last, spot) < 1e-6) continue;
    if (before && last && isStraight(before, last, spot)) corners.pop();
    corners.push(spot);
  }
  if (closed && corners.length > 3 && isStraight(corners.at(-2)!, corners[0]!, corners[1]!)) {
    // It began in the middle of a side.
    corners.shift();
    corners[corners.length - 1] = corners[0]!;
  }
  return corners.slice(1).map((corner, at) => distance(corners[at]!, corner));
}

/** Whether the way from `a` over `b` to `c` goes straight on at `b`. */
function isStraight(a: Spot, b: Spot, c: Spot): boolean {
  const [ab, bc] = [distance(a, b), distance(b, c)];
  const cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return dot > 0 && Math.abs(cross) < 1e-3 * ab * bc;
}

/** Takes one way of the pen apart. A line drawn forth and back is one line. */
export function shapesOf(way: readonly Spot[]): Shape[] {
  const shapes: Shape[] = [];
  const left: Spot[] = [];
  for (const spot of way) {
    const back = left.findIndex((one) => distance(one, spot) < near);
    if (back < 0) {
      left.push(spot);
      continue;
    }
    const loop = [...left.slice(back), left[back]!];
    left.length = back + 1;
    if (loop.length < 3) continue;
    const sides = sidesOf(loop, true);
    if (sides.length > 2) shapes.push({ closed: true, sides, spots: loop });
    else shapes.push({ closed: false, sides: [Math.max(...sides)], spots: loop });
  }
  if (left.length > 1) shapes.push({ closed: false, sides: sidesOf(left, false), spots: left });
  return shapes;
}

/** Shapes without the open ones that only go once more along closed ones. */
export function withoutRetraced(shapes: readonly Shape[]): Shape[] {
  const linesOf = ({ spots }: Shape): Segment[] => spots.slice(1).map(({ x, y }, at) => ({ x1: spots[at]!.x, y1: spots[at]!.y, x2: x, y2: y }));
  const drawn = shapes.filter(({ closed }) => closed).flatMap(linesOf);
  return shapes.filter((shape) => shape.closed || !linesOf(shape).every((line) => isCovered(line, drawn)));
}

/** Equal shapes counted, in the order in which each kind comes first. */
export function counted(shapes: readonly Shape[]): Shapes[] {
  const kinds = new Map<string, Shapes>();
  for (const shape of shapes) {
    const key = `${String(shape.closed)} ${shape.sides.map((side) => Math.round(side)).sort((a, b) => a - b).join(" ")}`;
    const known = kinds.get(key);
    kinds.set(key, known ? { ...known, count: known.count + 1 } : { ...shape, count: 1 });
  }
  return [...kinds.values()];
}
