// Moving and turning, and drawings compared as one sees them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ahead, amount, boxOf, counted, distance, isCovered, isSame, lengthOf, mapped, merged, shapesOf, turned, withoutRetraced, type Place, type Segment, type Spot } from "./index.ts";

const middle: Place = { x: 0, y: 0, heading: 0 };
const line = (x1: number, y1: number, x2: number, y2: number): Segment => ({ x1, y1, x2, y2 });
const back = ({ x1, y1, x2, y2 }: Segment): Segment => line(x2, y2, x1, y1);

/** Some lines on the paper, none of them a mere dot. */
const someLines = fc.array(
  fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -180, max: 180 }), fc.integer({ min: 0, max: 359 }), fc.integer({ min: 5, max: 150 })).map(([x, y, heading, by]): Segment => {
    const to = ahead({ x, y, heading }, by);
    return line(x, y, to.x, to.y);
  }),
  { minLength: 1, maxLength: 8 },
);

/** A line in pieces, in any order and direction. */
function inPieces(one: Segment, at: readonly number[], flip: boolean): Segment[] {
  const stops = [0, ...[...at].sort((a, b) => a - b), 1];
  const spot = (part: number): Spot => ({ x: one.x1 + (one.x2 - one.x1) * part, y: one.y1 + (one.y2 - one.y1) * part });
  const pieces = stops.slice(1).map((stop, index) => {
    const [a, b] = [spot(stops[index]!), spot(stop)];
    return line(a.x, a.y, b.x, b.y);
  });
  return flip ? pieces.map(back).reverse() : pieces;
}

describe("a turtle", () => {
  test("goes where it looks: 0 is up, 90 right", () => {
    expect(ahead(middle, 100)).toEqual({ x: 0, y: 100, heading: 0 });
    expect(ahead(turned(middle, 90), 100)).toEqual({ x: 100, y: 0, heading: 90 });
    expect(ahead(turned(middle, -90), 100)).toEqual({ x: -100, y: 0, heading: 270 });
    expect(ahead(middle, -20)).toEqual({ x: 0, y: -20, heading: 0 });
    expect(turned(middle, 765).heading).toBe(45);
  });

  test("comes back to where it began, exactly enough, round any regular shape", () => {
    for (let sides = 3; sides <= 360; sides += 1) {
      let place = middle;
      for (let side = 0; side < sides; side += 1) place = turned(ahead(place, 10), 360 / sides);
      expect(distance(place, middle)).toBeLessThan(0.01);
    }
  });

  test("takes nothing for a number that is none, and does not run out of the world", () => {
    expect([NaN, Infinity, -Infinity, "9", undefined, null, {}].map(amount)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([5, -2.5, 1e12, -1e12].map(amount)).toEqual([5, -2.5, 10_000, -10_000]);
  });
});

describe("two drawings look the same", () => {
  test("whatever order, direction and pieces they were drawn in, and however often", () => {
    fc.assert(
      fc.property(someLines, fc.array(fc.double({ min: 0.05, max: 0.95, noNaN: true }), { maxLength: 3 }), fc.boolean(), fc.nat(), (lines, at, flip, turn) => {
        const pieces = lines.flatMap((one) => inPieces(one, at, flip));
        const other = [...pieces.slice(turn % pieces.length), ...pieces.slice(0, turn % pieces.length), lines[0]!];
        expect(isSame(lines, other)).toBe(true);
        expect(isSame(other, lines)).toBe(true);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  test("but not when a line is missing, is moved, or is too long", () => {
    fc.assert(
      fc.property(someLines, fc.nat(), fc.integer({ min: 3, max: 40 }), fc.integer({ min: 0, max: 359 }), (lines, which, by, heading) => {
        const one = lines[which % lines.length]!;
        const rest = lines.filter((other) => other !== one);
        // Where other lines cover this one anyway, leaving it out changes nothing.
        if (isCovered(one, rest, 3)) return;
        expect(isSame(lines, rest)).toBe(false);
        const to = ahead({ x: one.x2, y: one.y2, heading }, by);
        const longer = line(one.x2, one.y2, to.x, to.y);
        if (!isCovered(longer, lines, 2)) expect(isSame(lines, [...lines, longer])).toBe(false);
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  test("within a step and no more", () => {
    const square = [line(0, 0, 0, 100), line(0, 100, 100, 100), line(100, 100, 100, 0), line(100, 0, 0, 0)];
    const moved = (by: number): Segment[] => mapped(square, ({ x, y }) => ({ x: x + by, y }));
    expect([0.5, 0.99, 1.01, 2].map((by) => isSame(square, moved(by)))).toEqual([true, true, false, false]);
    expect(isSame([line(0, 0, 100, 0)], [line(0, 0, 49, 0), line(51, 0, 100, 0)])).toBe(true);
    expect(isSame([line(0, 0, 100, 0)], [line(0, 0, 48, 0), line(52, 0, 100, 0)])).toBe(false);
    expect(isSame([], [])).toBe(true);
    expect(isSame([], square)).toBe(false);
  });

  test("crossing lines cover nothing of each other but the crossing", () => {
    expect(isCovered(line(-50, 0, 50, 0), [line(0, -50, 0, 50), line(-50, 0, -10, 0), line(10, 0, 50, 0)])).toBe(false);
    expect(isCovered(line(5, 5, 5, 5), [])).toBe(true);
  });
});

describe("lines as one sees them", () => {
  test("are pieces taken together", () => {
    expect(merged([line(0, 0, 0, 40), line(0, 40, 0, 100), line(0, 100, 60, 100)])).toEqual([line(0, 0, 0, 100), line(0, 100, 60, 100)]);
    expect(merged([line(0, 0, 10, 0), line(30, 0, 20, 0), line(20, 0, 10, 0)])).toEqual([line(0, 0, 30, 0)]);
    expect(merged([line(0, 0, 10, 0), line(0, 5, 10, 5), line(0, 0, 0, 0)])).toHaveLength(2);
    // A bend of one degree stays a bend.
    const bent = turned(ahead(turned(middle, 90), 3), 1);
    expect(merged([line(0, 0, 3, 0), line(3, 0, ahead(bent, 3).x, ahead(bent, 3).y)])).toHaveLength(2);
  });

  test("look like the pieces, and are never more", () => {
    fc.assert(
      fc.property(someLines, fc.array(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { maxLength: 3 }), fc.boolean(), (lines, at, flip) => {
        const pieces = lines.flatMap((one) => inPieces(one, at, flip));
        const whole = merged(pieces);
        expect(whole.length).toBeLessThanOrEqual(lines.length);
        expect(isSame(whole, pieces)).toBe(true);
      }),
      { numRuns: 300, seed: 13 },
    );
  });

  test("have a box", () => {
    expect(boxOf([line(-3, 4, 5, -6)])).toEqual({ left: -3, right: 5, bottom: -6, top: 4 });
    expect(boxOf([])).toBeNull();
    expect(lengthOf(line(0, 0, 3, 4))).toBe(5);
  });
});

describe("a way of the pen is taken apart", () => {
  const way = (...spots: [number, number][]): Spot[] => spots.map(([x, y]) => ({ x, y }));

  test("into a shape that closes", () => {
    expect(shapesOf(way([0, 0], [0, 100], [100, 100], [100, 0], [0, 0]))).toMatchObject([{ closed: true, sides: [100, 100, 100, 100] }]);
    // Begun in the middle of a side, and with a stop on another.
    expect(shapesOf(way([50, 0], [0, 0], [0, 100], [100, 100], [100, 40], [100, 0], [50, 0]))).toMatchObject([{ closed: true, sides: [100, 100, 100, 100] }]);
  });

  test("into shapes and the rest", () => {
    const two = way([0, 0], [0, 9], [9, 9], [9, 0], [0, 0], [-9, 0], [-9, -9], [0, -9], [0, 0], [50, 0]);
    expect(counted(shapesOf(two))).toMatchObject([
      { closed: true, sides: [9, 9, 9, 9], count: 2 },
      { closed: false, sides: [50], count: 1 },
    ]);
    expect(shapesOf(way([0, 0], [0, 20], [0, 0], [30, 0]))).toMatchObject([{ closed: false, sides: [20] }, { closed: false, sides: [30] }]);
    expect(shapesOf(way([0, 0], [0, 10], [0, 20], [0, 30], [0, 0]))).toMatchObject([{ closed: false, sides: [30] }]);
    expect(shapesOf(way([0, 0], [10, 0], [20, 0], [20, 5]))).toMatchObject([{ closed: false, sides: [20, 5] }]);
    expect(shapesOf(way([0, 0]))).toEqual([]);
  });

  test("and what only goes along it once more is not told again", () => {
    const shapes = shapesOf(way([0, 0], [0, 60], [60, 60], [60, 0], [0, 0], [0, 60], [30, 90]));
    expect(shapes).toHaveLength(2);
    expect(withoutRetraced(shapes)).toHaveLength(2);
    expect(withoutRetraced(shapesOf(way([0, 0], [0, 60], [60, 60], [60, 0], [0, 0], [0, 60])))).toMatchObject([{ closed: true }]);
  });
});
