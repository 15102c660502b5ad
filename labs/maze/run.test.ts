// From program to verdict, through the real engine; and the walk without an engine, held to the same steps.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeEngine } from "../parts/engine/node.ts";
import type { GuestMaker } from "../parts/engine/index.ts";
import { compile } from "../parts/generate/index.ts";
import type { Program } from "../parts/contract.ts";
import { blocks } from "./api.ts";
import { levelOf, maps, treeOf, verdictOf, type MapName } from "./testing/levels.ts";
import { anyProgram } from "./testing/programs.ts";
import { guest, guestName, run } from "./run.ts";
import { simulate } from "./simulate.ts";
import { readMaze } from "./world.ts";

const engine = nodeEngine({ [guestName]: guest as GuestMaker });
const programOf = (text: string): Program => compile(blocks, text).program!;

describe("a run", () => {
  test("is a trace that tells where the hero is after every step, and at which block", async () => {
    const { steps, verdict } = await run(engine, levelOf(maps.corner, { optimal: 5 }), programOf("move; move; right; move; move"));
    expect(steps).toEqual([
      { do: "move", x: 2, y: 1, heading: "east", block: "b1" },
      { do: "move", x: 3, y: 1, heading: "east", block: "b2" },
      { do: "turn", way: "right", x: 3, y: 1, heading: "south", block: "b3" },
      { do: "move", x: 3, y: 2, heading: "south", block: "b4" },
      { do: "move", x: 3, y: 3, heading: "south", block: "b5" },
    ]);
    expect(verdict).toEqual({ outcome: "perfect", mistake: null, said: { key: "maze.perfect", values: { blocks: 5 } }, blocks: 5 });
  });

  test("ends at once at a wall", async () => {
    const { steps, verdict } = await run(engine, levelOf(maps.line), programOf("left; move; move; move"));
    expect(steps.at(-1)).toMatchObject({ do: "bump", x: 1, y: 1, heading: "north", block: "b2" });
    expect(verdict.outcome).toBe("tried");
  });

  test("with more blocks than needed is passed", async () => {
    const { verdict } = await run(engine, levelOf(maps.line, { optimal: 2 }), programOf("move; move; move"));
    expect(verdict).toMatchObject({ outcome: "passed", said: { key: "maze.passed", values: { blocks: 3, optimal: 2 } } });
  });

  test("that never ends is told kindly, and shown only so far", async () => {
    const { steps, verdict } = await run(engine, levelOf(maps.corner), programOf("until goal { right; left }"));
    expect(verdict).toMatchObject({ outcome: "tried", mistake: "loop_stands_still" });
    expect(steps).toHaveLength(60);
  });

  test("picks up what lies on the way, once", async () => {
    const { steps, verdict } = await run(engine, levelOf(maps.star, { optimal: 10 }), programOf("right; move; move; left; left; move; move; right; move; move"));
    expect(steps.filter((step) => step.star)).toEqual([{ do: "move", star: true, x: 1, y: 3, heading: "south", block: "b3" }]);
    expect(verdict.outcome).toBe("perfect");
  });

  test("in free play is done, whatever it does, unless there are no blocks", async () => {
    const level = levelOf(maps.line, { freePlay: true, optimal: null });
    expect((await run(engine, level, programOf("move; left"))).verdict).toMatchObject({ outcome: "done", said: { key: "maze.done" } });
    expect((await run(engine, level, programOf("repeat 3 { move }"))).verdict).toMatchObject({ outcome: "done", said: { key: "maze.done.goal" } });
    expect((await run(engine, level, programOf(""))).verdict).toMatchObject({ outcome: "tried" });
  });

  test.each([[null], [42], [{ blocks: { blocks: "no" } }], [{ blocks: { blocks: [{ type: "bitcoin" }] } }]])("of something that is no program says so: %j", async (program) => {
    const { steps, verdict } = await run(engine, levelOf(maps.line), program as unknown as Program);
    expect(steps).toEqual([]);
    expect(verdict).toMatchObject({ outcome: "tried", mistake: null, blocks: 0 });
    expect(verdict.said.key).toMatch(/^program\./);
  });
});

test("engine and plain walk take the same steps and come to the same verdict", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...(Object.keys(maps) as MapName[])), anyProgram(), async (name, text) => {
      const level = levelOf(maps[name], { optimal: 4 });
      const tree = treeOf(text);
      const walk = simulate(readMaze(level.body), tree);
      const { steps, verdict } = await run(engine, level, programOf(text));
      expect(steps).toEqual(walk.end === "endless" ? walk.steps.slice(0, 60) : walk.steps);
      expect(verdict).toEqual(verdictOf(level, text));
    }),
    { numRuns: 1500, seed: 7 },
  );
});

test("engine and plain walk give up at the same block", async () => {
  const level = levelOf(maps.line);
  // 821 blocks, 172 blocks, and some more: a thousand are allowed.
  const text = (more: number): string => `repeat 20 { repeat 20 { left; right } } repeat 19 { left; left; left; left; left; left; left; left; left } ${"left; ".repeat(more)}`;
  const ends: string[] = [];
  for (const more of [7, 8]) {
    const walk = simulate(readMaze(level.body), treeOf(text(more)));
    const { steps } = await run(engine, level, programOf(text(more)));
    ends.push(walk.end, steps.length === walk.steps.length ? "whole" : "cut");
  }
  expect(ends).toEqual(["finished", "whole", "endless", "cut"]);
});

test("a run that the engine lost is no attempt", async () => {
  const broken = { ...engine, run: () => Promise.resolve({ end: "lost" as const, reason: "halted" as const, steps: [], block: null }) };
  expect(await run(broken, levelOf(maps.line), programOf("move"))).toEqual({ steps: [], lost: true, verdict: { outcome: "tried", mistake: null, said: { key: "engine.halted" }, blocks: 1 } });
});
