// Programs that do not end, eat memory, recurse for ever or try to hold on: each is ended at the same place every time.
import { describe, expect, test } from "vitest";
import type { Step } from "../contract.ts";
import { usualLimits, type GuestMaker, type Io, type Job, type Result } from "./engine.ts";
import { nodeEngine } from "./node.ts";
import { saidOf } from "./said.ts";
import strings from "./strings.en.json" with { type: "json" };

interface Marked extends Step {
  readonly mark: string | number | boolean | null;
}

const notebook: GuestMaker<Marked> = (_setup, io: Io<Marked>) => ({
  mark: (value) => io.emit({ mark: value ?? null }),
  halt: () => io.stop("asked"),
  chance: () => io.random(),
  broken: () => {
    throw new TypeError("a defect of ours");
  },
});

const engine = nodeEngine({ notebook });
const run = (code: string, limits: Partial<Job["limits"]> = {}, seed = 1): Promise<Result<Marked>> =>
  engine.run({ guest: "notebook", setup: null, code, seed, limits: { ...usualLimits, ...limits } });
const marks = (result: Result<Marked>): unknown[] => result.steps.map((step) => step.mark);

describe("a program", () => {
  test("runs to its end and says what happened at which block", async () => {
    const result = await run(`at("a"); mark(1); at("b"); mark("two"); mark(true)`);
    expect(result).toEqual({
      end: "finished",
      block: "b",
      steps: [
        { mark: 1, block: "a" },
        { mark: "two", block: "b" },
        { mark: true, block: "b" },
      ],
    });
  });

  test("may return early and never sees the last program's variables", async () => {
    await run("globalThis.left = 7");
    expect(marks(await run("mark(typeof left); return; mark(2)"))).toEqual(["undefined"]);
  });

  test("hands over plain values only", async () => {
    expect(marks(await run("mark({ toString() { return 'x' } }); mark([1]); mark(() => 1); mark(null); mark(NaN)"))).toEqual([null, null, null, null, NaN]);
  });

  test("has no clock, no network, no modules, no host", async () => {
    const names = ["Date", "fetch", "setTimeout", "process", "require", "console", "WebAssembly", "Promise", "performance", "self", "postMessage"];
    expect(marks(await run(names.map((name) => `mark(typeof ${name});`).join("")))).toEqual(names.map(() => "undefined"));
  });

  test("draws the same chances from the same seed, and others from another", async () => {
    const code = "for (let i = 0; i < 5; i++) { mark(Math.random()); mark(chance()) }";
    const first = marks(await run(code, {}, 5));
    expect(marks(await run(code, {}, 5))).toEqual(first);
    expect(marks(await run(code, {}, 6))).not.toEqual(first);
    expect(new Set(first).size).toBe(10);
  });
});

describe("limits", () => {
  test.each(["while (true) {}", "for (;;) { try { for (;;) {} } catch {} }", "for (;;) { try { for (;;) {} } finally { continue } }", "let n = 0; do { n++ } while (n)"])(
    "end an endless loop: %s",
    async (code) => {
      const result = await run(`mark(1); ${code}; mark(2)`, { interrupts: 50 });
      expect(result).toMatchObject({ end: "limit", reason: "work" });
      expect(marks(result)).toEqual([1]);
    },
  );

  test("count blocks, and end at the same block every time", async () => {
    const code = `while (true) { at("x"); mark(1); at("y") }`;
    const result = await run(code, { steps: 100 });
    expect(result).toMatchObject({ end: "limit", reason: "steps", block: "x" });
    expect(result.steps).toHaveLength(50);
    expect(await run(code, { steps: 100 })).toEqual(result);
  });

  test("hold a trace to ten thousand steps", async () => {
    const result = await run("for (;;) mark(1)");
    expect(result).toMatchObject({ end: "limit", reason: "steps" });
    expect(result.steps).toHaveLength(10_000);
  });

  test.each(["const a = []; for (;;) a.push({ n: a.length })", "let s = 'x'; for (;;) s += s + 'y'", "new Array(1e8).fill(1)"])("end a memory bomb: %s", async (code) => {
    expect(await run(code)).toMatchObject({ end: "limit", reason: "memory" });
  });

  test.each(["(function f() { f() })()", "(function f(a) { return [1].map(() => f(a)) })()"])("end endless recursion: %s", async (code) => {
    expect(await run(code)).toMatchObject({ end: "limit", reason: "depth" });
  });

  test("leave room for a recursion of 400, which is more than a lesson asks", async () => {
    expect(marks(await run("function f(n) { return n ? 1 + f(n - 1) : 0 } mark(f(400))"))).toEqual([400]);
  });

  test.each([
    ["JSON.parse('['.repeat(100000))", "error"],
    ["new RegExp('('.repeat(100000))", "error"],
    // The parser recurses in the host before QuickJS looks at its own limit: the engine is given up and a new one takes over.
    ["eval('('.repeat(100000))", "lost"],
  ])("outlive deep nesting: %s", async (code, end) => {
    expect(await run(code)).toMatchObject({ end });
    expect(marks(await run("mark(1)"))).toEqual([1]);
  });

  test("end alike in ten repetitions, and the engine works after each of them", async () => {
    for (const code of ["while (true) {}", "const a = []; for (;;) a.push({ n: a.length })", "(function f() { f() })()"]) {
      const first = await run(code, { interrupts: 20 });
      expect(await run(code, { interrupts: 20 })).toEqual(first);
      expect(marks(await run("mark(1)"))).toEqual([1]);
    }
  });
});

describe("stopping", () => {
  test("by the world cannot be caught", async () => {
    const result = await run("try { halt() } catch { mark(1) } finally { mark(2) } mark(3)");
    expect(result).toMatchObject({ end: "stopped", reason: "asked", steps: [] });
  });

  test("by the world ends even a program that goes on looping", async () => {
    const result = await run("for (;;) { try { halt() } catch {} }");
    expect(result).toMatchObject({ end: "stopped", reason: "asked" });
  });

  test("by the step limit cannot be caught", async () => {
    const result = await run(`for (;;) { try { at("a"); mark(1) } catch { mark(2) } }`, { steps: 10 });
    expect(result).toMatchObject({ end: "limit", reason: "steps" });
    expect(marks(result)).toEqual(new Array(10).fill(1));
  });
});

describe("failures", () => {
  test.each([
    ["null.x", "TypeError"],
    ["undefinedName", "ReferenceError"],
    ["if (", "SyntaxError"],
    ["throw 5", "Thrown"],
    ["throw { name: 'x'.repeat(1000) }", "x".repeat(100)],
  ])("of the program are named: %s", async (code, reason) => {
    expect(await run(code)).toMatchObject({ end: "error", reason });
  });

  test("of a guest function are ours: the engine is given up and the next run has a new one", async () => {
    expect(await run("try { broken() } catch {}")).toMatchObject({ end: "lost", reason: "crashed" });
    expect(marks(await run("mark(1)"))).toEqual([1]);
  });

  test("have a sentence each", () => {
    const ends = [
      ...(["steps", "work", "memory", "depth"] as const).map((reason) => ({ end: "limit" as const, reason })),
      ...(["halted", "silent", "crashed", "missing"] as const).map((reason) => ({ end: "lost" as const, reason })),
      { end: "error" as const, reason: "TypeError" },
    ];
    expect(ends.map((end) => saidOf(end)?.key ?? "none").sort()).toEqual(Object.keys(strings).sort());
    expect(saidOf({ end: "finished" })).toBeNull();
  });
});
