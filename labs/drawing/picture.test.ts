// The little sheet of paper of a visitor's work.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeEngine } from "../parts/engine/node.ts";
import type { GuestMaker } from "../parts/engine/index.ts";
import { compile } from "../parts/generate/index.ts";
import { pictureProblems } from "../parts/level-page/testing.ts";
import { blocks } from "./api.ts";
import { mostText, pictureOf } from "./picture.ts";
import { guest, guestName, run } from "./run.ts";
import { levelOf } from "./testing/levels.ts";
import { anyProgram } from "./testing/programs.ts";

const engine = nodeEngine({ [guestName]: guest as GuestMaker });
const level = levelOf({});
const shown = async (text: string): Promise<string | null> => pictureOf(level, await run(engine, level, compile(blocks, text).program!));

describe("the picture of a drawing", () => {
  test("shows the lines that were drawn, in their colours and widths", async () => {
    const picture = (await shown("forward 100; right 90; colour crimson; width 8; forward 60; jump 20; forward 5"))!;
    expect(pictureProblems(picture)).toEqual([]);
    expect(picture).toContain('<path stroke="royalblue" stroke-width="4" d="M0 0L0 -100"/><path stroke="crimson" stroke-width="8" d="M0 -100L60 -100M80 -100L85 -100"/>');
  });

  test("shows the part of the paper that is drawn on", async () => {
    expect(await shown("forward 100")).toContain('viewBox="-70 -120 140 140"');
    expect(await shown("forward 2")).toContain('viewBox="-40 -41 80 80"');
    expect(await shown("repeat 4 { forward 500; right 90 }")).toContain('viewBox="-200 -200 400 400"');
  });

  test("is none where nothing was drawn, or nothing on the paper", async () => {
    expect(await shown("")).toBeNull();
    expect(await shown("right 90; pen up; forward 50")).toBeNull();
    expect(await shown("jump 500; forward 20")).toBeNull();
  });

  test("shows a line once, however often it was drawn, and a round shape whole", async () => {
    const [once, often] = [await shown("repeat 4 { forward 100; right 90 }"), await shown("repeat 40 { forward 100; right 90 }")];
    expect(often).toBe(once);
    const round = (await shown("repeat 360 { forward 1.5; right 1 }"))!;
    expect([pictureProblems(round), round.match(/L/g)?.length]).toEqual([[], 360]);
  });

  test("stays small: of very many lines the newest are kept", async () => {
    const text = "width 7; repeat 60 { repeat 30 { colour any; forward 9; right 73; jump 5 } right 11; jump 3 } colour teal; forward 7";
    const picture = (await shown(text))!;
    expect(pictureProblems(picture)).toEqual([]);
    expect(picture.length).toBeGreaterThan(mostText / 2);
    expect(picture.lastIndexOf("<path")).toBe(picture.lastIndexOf('<path stroke="teal"'));
  });

  test("is well formed for any program", async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram(), async (text) => {
        const picture = await shown(text);
        expect(picture === null ? [] : pictureProblems(picture)).toEqual([]);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
