import fc from "fast-check";
import { expect, test } from "vitest";
import { ahead, cosine, directionTo, sine, turned } from "./angles.ts";

const degrees = fc.double({ min: -10_000, max: 10_000, noNaN: true });

test("sines and cosines are those of the language, to the tenth digit", () => {
  fc.assert(fc.property(degrees, (angle) => {
    expect(sine(angle)).toBeCloseTo(Math.sin((angle * Math.PI) / 180), 10);
    expect(cosine(angle)).toBeCloseTo(Math.cos((angle * Math.PI) / 180), 10);
  }));
});

test("quarter turns are exact", () => {
  expect([0, 90, 180, 270].map(ahead)).toEqual([{ x: 0, y: -1 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: -1, y: 0 }]);
  expect([directionTo(0, -1), directionTo(1, 0), directionTo(0, 1), directionTo(-1, 0), directionTo(0, 0)]).toEqual([0, 90, 180, 270, 0]);
});

test("who goes in a direction is found again in that direction", () => {
  fc.assert(fc.property(degrees, (direction) => {
    const { x, y } = ahead(direction);
    const off = Math.abs(directionTo(x, y) - turned(direction));
    expect(Math.min(off, 360 - off)).toBeLessThan(1e-9);
  }));
});
