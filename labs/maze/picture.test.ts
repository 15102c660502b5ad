// The little map of a visitor's work.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../parts/generate/index.ts";
import type { LevelData, Run } from "../parts/contract.ts";
import { pictureProblems } from "../parts/level-page/testing.ts";
import { blocks } from "./api.ts";
import { pictureOf } from "./picture.ts";
import { lab } from "./strip-lab.ts";
import { levelOf, maps } from "./testing/levels.ts";
import { anyProgram } from "./testing/programs.ts";
import type { MazeBody, MazeStep } from "./world.ts";

const ran = (level: LevelData<MazeBody>, text: string): Promise<Run<MazeStep>> => lab.run(level, compile(blocks, text).program!);
const shown = async (level: LevelData<MazeBody>, text: string): Promise<string> => pictureOf(level, await ran(level, text));

describe("the picture of a maze", () => {
  test("shows path, goal, the way that was walked and who walked it, in the theme's colours", async () => {
    const picture = await shown(levelOf(maps.corner), "move; move; right; move");
    expect(pictureProblems(picture)).toEqual([]);
    expect(picture).toContain('viewBox="0 0 5 5"');
    expect(picture).toContain('d="M1 1h3v1h-3zM3 2h1v1h-1zM3 3h1v1h-1z" fill="#ead9a6"');
    expect(picture).toContain('<path d="M1 1h1M2 1h1M3 1v1"');
    expect(picture).toContain('<g transform="translate(3 3)" stroke="none" fill="#1f4a3e"><circle');
    expect(picture).toContain('<g transform="translate(3 2) rotate(90)"');
    // What is only wall is left out.
    expect(await shown(levelOf(["#######", "#######", "##>.G##", "#######", "#######"]), "move")).toContain('viewBox="1 1 5 3"');
    const islands = await shown(levelOf(maps.corner, { body: { theme: "islands", map: maps.corner } }), "move");
    expect([pictureProblems(islands), islands.includes("#2478a0"), islands.includes("#1f4a3e")]).toEqual([[], true, false]);
  });

  test("shows what is left to pick up, and not what was", async () => {
    expect(await shown(levelOf(maps.star), "move")).toContain('<path d="M1 3h0"');
    expect(await shown(levelOf(maps.star), "right; move; move")).not.toContain("M1 3h0");
  });

  test("differs with what was done, so that it can be known again", async () => {
    const level = levelOf(maps.ring);
    const pictures = await Promise.all(["", "move", "right; move", "left; move", "move; move"].map((text) => shown(level, text)));
    expect(new Set(pictures).size).toBe(5);
  });

  test("stays small on the largest map, with stars everywhere, walked up and down for ever", async () => {
    const rows = Array.from({ length: 12 }, (_, y) => (y === 0 ? ">" : "*").padEnd(11, "*") + (y === 11 ? "G" : "*"));
    const comb = Array.from({ length: 12 }, (_, y) => (y === 0 ? ">..........G" : ".*.*.*.*.*.*".replaceAll("*", y % 2 ? "#" : "*")));
    for (const map of [rows, comb]) {
      const picture = await shown(levelOf(map), "repeat 20 { repeat 11 { move } right; repeat 11 { move } left; left; left }");
      expect(pictureProblems(picture)).toEqual([]);
    }
    // Every stretch between two squares of the lawn, as no program of ours walks it.
    const steps: MazeStep[] = [];
    const go = (x: number, y: number): number => steps.push({ do: "move", x, y, heading: "south", block: null });
    for (let a = 0; a < 12; a += 1) for (let b = 0; b < 12; b += 1) go(a % 2 ? 11 - b : b, a);
    for (let a = 0; a < 12; a += 1) for (let b = 0; b < 12; b += 1) go(11 - a, a % 2 ? b : 11 - b);
    expect(pictureProblems(pictureOf(levelOf(rows), { steps, verdict: (await ran(levelOf(rows), "")).verdict }))).toEqual([]);
  });

  test("is well formed for any program", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(maps)), anyProgram(), async (map, text) => {
        expect(pictureProblems(await shown(levelOf(map), text))).toEqual([]);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
