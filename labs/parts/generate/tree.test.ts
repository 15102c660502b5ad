// Whatever is handed in as a program is read or refused, and nothing throws.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProgramBlock } from "../contract.ts";
import { anyText, table } from "./testing.ts";
import strings from "./strings.en.json" with { type: "json" };
import { compile } from "./text.ts";
import { everyBlock, mostBlocks, readProgram, readText } from "./tree.ts";

const program = (...blocks: unknown[]): unknown => ({ blocks: { languageVersion: 0, blocks } });
const start = (block?: unknown): unknown => ({ type: "start", id: "s", ...(block ? { next: { block } } : {}) });
const refusal = (data: unknown): unknown => readProgram(table, data).refused?.key;

/** `many` stop blocks, one below the other. */
function long(many: number): ProgramBlock {
  let block: ProgramBlock = { type: "stop", id: "0" };
  for (let at = 1; at < many; at += 1) block = { type: "stop", id: String(at), next: { block } };
  return block;
}

/** Loops inside each other. */
function deep(many: number): ProgramBlock {
  let block: ProgramBlock = { type: "stop", id: "0" };
  for (let at = 1; at < many; at += 1) block = { type: "loop", id: String(at), inputs: { DO: { block } } };
  return block;
}

describe("a program is refused", () => {
  test.each([
    ["nothing", null, "program.unreadable"],
    ["a number", 7, "program.unreadable"],
    ["a list", [], "program.unreadable"],
    ["blocks that are no list", { blocks: { blocks: {} } }, "program.unreadable"],
    ["a block that is text", program("stop"), "program.unreadable"],
    ["a block below that is a number", program(start(5)), "program.unreadable"],
    ["an unknown block", program(start({ type: "rm -rf", id: "x" })), "program.unknownBlock"],
    ["a block called like a part of the language", program({ type: "__proto__", id: "x" }), "program.unknownBlock"],
    ["two starts", program(start(), start()), "program.twoStarts"],
    ["a start in a loop", program(start({ type: "loop", id: "l", inputs: { DO: { block: { type: "start", id: "x" } } } })), "program.wrongPlace"],
    ["a statement where a value belongs", program(start({ type: "go", id: "g", inputs: { BY: { block: { type: "stop", id: "x" } } } })), "program.wrongPlace"],
    ["a number out of range", program(start({ type: "loop", id: "l", fields: { TIMES: 1e9 } })), "program.badField"],
    ["a number that is code", program(start({ type: "loop", id: "l", fields: { TIMES: "3; attack()" } })), "program.badField"],
    ["a number that is none", program(start({ type: "loop", id: "l", fields: { TIMES: NaN } })), "program.badField"],
    ["half a time", program(start({ type: "loop", id: "l", fields: { TIMES: 2.5 } })), "program.badField"],
    ["an unknown choice", program(start({ type: "set", id: "l", fields: { VAR: "constructor" } })), "program.badField"],
    ["a field that is an object", program(start({ type: "set", id: "l", fields: { VAR: { id: "x" } } })), "program.badField"],
    ["ten thousand blocks", program(start(long(10_000))), "program.tooManyBlocks"],
    ["ten thousand stacks", program(...Array.from({ length: 10_000 }, () => ({ type: "stop" }))), "program.tooManyBlocks"],
    ["loops a hundred deep", program(start(deep(100))), "program.tooDeep"],
    ["loops ten thousand deep", program(start(deep(10_000))), "program.tooDeep"],
    ["loops ten thousand deep, loose", program(deep(10_000)), "program.tooDeep"],
  ])("that holds %s", (_what, data, key) => {
    expect(refusal(data)).toBe(key);
    expect(Object.keys(strings)).toContain(key);
  });

  test("as text over 256 kB, before it is parsed", () => {
    expect(readText(table, " ".repeat(1024 * 1024)).refused?.key).toBe("program.tooLarge");
    expect(readText(table, "{").refused?.key).toBe("program.unreadable");
    expect(readText(table, JSON.stringify(program(start(long(3))))).tree?.count).toBe(3);
  });
});

describe("a program is read", () => {
  test("with nothing in it", () => {
    for (const data of [{}, { blocks: {} }, program(), program(start())]) expect(readProgram(table, data).tree).toEqual({ start: [], defines: [], loose: [], count: 0 });
  });

  test("up to a thousand blocks", () => {
    expect(readProgram(table, program(start(long(mostBlocks - 1)))).tree?.count).toBe(mostBlocks - 1);
    expect(refusal(program(start(long(mostBlocks))))).toBe("program.tooManyBlocks");
  });

  test("counting what runs: not the start, not numbers, not what hangs on nothing, not what is switched off", () => {
    const { tree } = readProgram(table, compile(table, "define shape { stop }\nset size to (size + 1)\nloop 2 { go 5 }\nloose { stop; stop }").program);
    expect(tree?.count).toBe(2 + 3 + 2);
    const off = readProgram(table, program(start({ type: "stop", id: "a", enabled: false, next: { block: { type: "stop", id: "b" } } })));
    expect(off.tree).toMatchObject({ count: 1, start: [{ id: "b" }] });
  });

  test("with ids of its own where there are none, or the same twice", () => {
    const { tree } = readProgram(table, program(start({ type: "stop", id: "x", next: { block: { type: "stop", id: "x", next: { block: { type: "stop", id: 5 } } } } })));
    expect(new Set([...everyBlock(tree!)].map((block) => block.id)).size).toBe(3);
  });

  test("with the usual value where a field is missing", () => {
    const { tree } = readProgram(table, program(start({ type: "loop", id: "l" })));
    expect(tree?.start[0]).toMatchObject({ fields: { TIMES: 3 }, bodies: { DO: [] } });
  });
});

test("no junk makes it throw", () => {
  const names = fc.constantFrom("type", "id", "next", "block", "inputs", "fields", "DO", "BY", "TIMES", "shadow", "blocks", "enabled", "__proto__", "constructor");
  const types = fc.constantFrom("start", "stop", "loop", "go", "number", "define", "shape", "zzz");
  const { junk } = fc.letrec((tie) => ({
    junk: fc.oneof({ maxDepth: 6 }, types, fc.jsonValue(), fc.array(tie("junk"), { maxLength: 3 }), fc.dictionary(names, tie("junk"), { maxKeys: 5 })),
  }));
  fc.assert(
    fc.property(junk, (data) => {
      for (const one of [data, program(data), program(start(data)), program({ type: "loop", id: "x", fields: data, inputs: data, next: data })]) {
        const { tree, refused } = readProgram(table, one);
        expect((tree === undefined) !== (refused === undefined)).toBe(true);
        if (refused) expect(Object.keys(strings)).toContain(refused.key);
      }
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test("a program with one part replaced is read or refused", () => {
  fc.assert(
    fc.property(anyText(), fc.nat(), fc.jsonValue(), (text, at, junk) => {
      const places: [Record<string, unknown>, string][] = [];
      const data = structuredClone(compile(table, text).program) as Record<string, unknown>;
      const walk = (node: unknown): void => {
        if (typeof node !== "object" || node === null) return;
        for (const [key, value] of Object.entries(node)) {
          places.push([node as Record<string, unknown>, key]);
          walk(value);
        }
      };
      walk(data);
      const [node, key] = places[at % places.length]!;
      node[key] = junk;
      const { tree, refused } = readProgram(table, data);
      expect((tree === undefined) !== (refused === undefined)).toBe(true);
    }),
    { numRuns: 1000, seed: 6 },
  );
});
