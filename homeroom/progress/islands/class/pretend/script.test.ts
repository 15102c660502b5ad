import { describe, expect, it } from "vitest";
import { arrival, beatsAt, pretendScript, stuckLevel, type Choice } from "./script.ts";

const choices = (level: number): Choice[] => [
  { mistake: null, program: `solution ${String(level)}` },
  { mistake: "one", program: `one ${String(level)}` },
  { mistake: "two", program: `two ${String(level)}` },
  { mistake: "three", program: `three ${String(level)}` },
];
const levels = Array.from({ length: 12 }, (_, level) => choices(level));
const script = pretendScript(levels, 28);
const upTo = (second: number) => script.filter((one) => one.at <= second);

/** Whose last runs of their level are at least three failed ones with one mistake, or five failed ones. */
function stuckAt(second: number): number[] {
  const found: number[] = [];
  for (let pupil = 0; pupil < 28; pupil += 1) {
    const mine = upTo(second).filter((one) => one.pupil === pupil);
    const level = mine.at(-1)?.level;
    const failed = mine.filter((one) => one.level === level && one.choice.mistake !== null);
    if (mine.some((one) => one.level === level && one.choice.mistake === null)) continue;
    const most = Math.max(0, ...["one", "two", "three"].map((name) => failed.filter((one) => one.choice.mistake === name).length));
    if (most >= 3 || failed.length >= 5) found.push(pupil);
  }
  return found;
}

describe("the pretend class", () => {
  it("has exactly two stuck pupils after a minute", () => {
    expect(stuckAt(60)).toEqual([4, 16]);
    expect([4, 16].map((pupil) => stuckLevel(pupil, 28))).toEqual([1, 2]);
  });

  it("has nobody stuck in the first half minute, and lets the two be helped", () => {
    expect(stuckAt(25)).toEqual([]);
    expect(stuckAt(260)).toEqual([]);
  });

  it("never lets anybody else get stuck", () => {
    for (let second = 10; second < 1200; second += 10) expect(stuckAt(second).every((pupil) => pupil === 4 || pupil === 16)).toBe(true);
  });

  it("has everybody at work within half a minute, most with something solved after a minute", () => {
    expect(Math.max(...Array.from({ length: 28 }, (_, pupil) => arrival(pupil)))).toBeLessThanOrEqual(20);
    expect(beatsAt(30, 28)).toHaveLength(28);
    const solvers = new Set(upTo(60).filter((one) => one.choice.mistake === null).map((one) => one.pupil));
    expect(solvers.size).toBeGreaterThan(14);
  });

  it("is kind to the computer: never more than six runs in a second", () => {
    const each = new Map<number, number>();
    for (const one of script) each.set(one.at, (each.get(one.at) ?? 0) + 1);
    expect(Math.max(...each.values())).toBeLessThanOrEqual(6);
  });

  it("shows one who is idle, one whose network is gone for a while, and a raised hand", () => {
    expect(beatsAt(100, 28).filter((one) => !one.working)).toHaveLength(1);
    expect(beatsAt(100, 28)).toHaveLength(27);
    expect(beatsAt(100, 28).filter((one) => one.handUp).map((one) => one.pupil)).toEqual([4]);
  });

  it("goes from level to level in order and is the same every time", () => {
    const mine = script.filter((one) => one.pupil === 0).map((one) => one.level);
    expect(mine).toEqual([...mine].sort((one, other) => one - other));
    expect(pretendScript(levels, 28)).toEqual(script);
  });

  it("works with levels that have no mistakes, and leaves out levels without a solution", () => {
    const plain = pretendScript([[{ mistake: null, program: "a" }], [], [{ mistake: null, program: "b" }]], 3);
    expect(plain.length).toBe(6);
    expect(plain.every((one) => one.choice.mistake === null)).toBe(true);
  });
});
