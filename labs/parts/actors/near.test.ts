import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlap, pairs, type Box } from "./near.ts";

const place = fc.integer({ min: -300, max: 700 });
const length = fc.integer({ min: 0, max: 300 });
const box = fc.record({ left: place, top: place, width: length, height: length }).map(({ left, top, width, height }): Box => ({ left, top, right: left + width, bottom: top + height }));

const byGrid = (boxes: readonly Box[]): string[] => {
  const found: string[] = [];
  pairs(boxes, (one, other) => found.push(`${String(one)} ${String(other)}`));
  return found.sort();
};

const byForce = (boxes: readonly Box[]): string[] => boxes.flatMap((a, one) => boxes.flatMap((b, other) => (one < other && overlap(a, b) ? [`${String(one)} ${String(other)}`] : []))).sort();

describe("boxes that overlap", () => {
  test("are found by the grid as by asking every pair, each once, inside the scene and far out of it", () => {
    fc.assert(fc.property(fc.array(box, { maxLength: 40 }), (boxes) => { expect(byGrid(boxes)).toEqual(byForce(boxes)); }), { numRuns: 500 });
  });

  test("do not merely lie side by side", () => {
    expect(byGrid([{ left: 0, top: 0, right: 50, bottom: 50 }, { left: 50, top: 0, right: 100, bottom: 50 }])).toEqual([]);
    expect(byGrid([{ left: 0, top: 0, right: 51, bottom: 50 }, { left: 50, top: 0, right: 100, bottom: 50 }])).toEqual(["0 1"]);
  });
});
