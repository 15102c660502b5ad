// Text to Blockly's JSON and back, over random programs; and messages an author can act on.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProgramBlock } from "../contract.ts";
import { toRun, toShow } from "./code.ts";
import { anyText, table } from "./testing.ts";
import { compile, print } from "./text.ts";
import { readProgram, type Tree } from "./tree.ts";

const treeOf = (text: string): Tree => {
  const compiled = compile(table, text);
  if (compiled.problem !== undefined) throw new Error(compiled.problem);
  const { tree, refused } = readProgram(table, compiled.program);
  if (refused) throw new Error(refused.key);
  return tree;
};

test("printing and compiling again gives the same program, as often as one likes", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const tree = treeOf(text);
      const again = treeOf(print(tree));
      expect(again).toEqual(tree);
      expect(print(again)).toBe(print(tree));
    }),
    { numRuns: 500, seed: 3 },
  );
});

test("what is shown and what is run differ by nothing but the hooks", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const tree = treeOf(text);
      const run = toRun(tree);
      expect(run.replaceAll(/^ *at\("[^"]*"\);\n/gm, "")).toBe(toShow(tree));
      expect(() => new Function("go", "paint", "stop", "at", run)).not.toThrow();
    }),
    { numRuns: 300, seed: 4 },
  );
});

test("programs are Blockly's JSON, with ids in reading order", () => {
  const { program } = compile(table, "loop 2 { go 5; stop }\nset size to (size + 1)\nloose { stop }");
  expect(program).toEqual({
    blocks: {
      languageVersion: 0,
      blocks: [
        {
          type: "start",
          id: "start",
          deletable: false,
          x: 30,
          y: 30,
          next: {
            block: {
              type: "loop",
              id: "b1",
              fields: { TIMES: 2 },
              inputs: { DO: { block: { type: "go", id: "b2", inputs: { BY: { shadow: { type: "number", id: "b3", fields: { NUM: 5 } } } }, next: { block: { type: "stop", id: "b4" } } } } },
              next: {
                block: {
                  type: "set",
                  id: "b5",
                  fields: { VAR: "size" },
                  inputs: {
                    TO: { block: { type: "sum", id: "b6", inputs: { A: { block: { type: "get", id: "b7", fields: { VAR: "size" } } }, B: { shadow: { type: "number", id: "b8", fields: { NUM: 1 } } } } } },
                  },
                },
              },
            },
          },
        },
        { type: "stop", id: "b9", x: 300, y: 30 },
      ],
    },
  });
});

test("JavaScript is what a person would write", () => {
  const text = "define shape { go size }\nset size to 5\nloop 2 { loop 3 { shape } }\nif (size + 1) is big { stop } else { }";
  expect(toShow(treeOf(text))).toBe(`let size = 0;

function shape() {
  go(size);
}

size = 5;
for (let count = 0; count < 2; count++) {
  for (let count2 = 0; count2 < 3; count2++) {
    shape();
  }
}
if ((size + 1) > 5) {
  stop();
} else {
}
`);
  expect(toRun(treeOf("loop 2 { stop }"))).toBe(`at("b1");\nfor (let count = 0; count < 2; count++) {\n  at("b2");\n  stop();\n}\n`);
});

test.each([
  ["jump", /^line 1: cannot read "jump"; blocks are: go \(BY\) \| stop/],
  ["stop\nstop\nloop 30 { stop }", /^line 3: cannot read "30"/],
  ["loop 3 { stop", /^the program ends too early: is a } missing\?$/],
  ["stop }", /^line 1: cannot read "}"/],
  ["loop 3 {\n  hop\n}", /^line 2: cannot read "hop"/],
  ["go (1 + )", /^line 1: cannot read "\)"/],
  ["paint pink", /^line 1: cannot read "pink"/],
  [`${"loop 2 { ".repeat(60)}${"}".repeat(60)}`, /^too many blocks inside each other$/],
])("a text that is no program is answered with place and reason: %s", (text, problem) => {
  expect(compile(table, text).problem).toMatch(problem);
});

test("a remark ends with its line", () => {
  expect(print(treeOf("stop // stop\n// stop\nstop"))).toBe("stop\nstop\n");
});

test("ids are put into JavaScript as text, whatever they hold", () => {
  const block: ProgramBlock = { type: "stop", id: `");stop("\u2028\n` };
  const { tree } = readProgram(table, { blocks: { blocks: [{ type: "start", id: "s", next: { block } }] } });
  const seen: unknown[] = [];
  new Function("at", "stop", toRun(tree!))((id: string) => seen.push(id), (...given: unknown[]) => seen.push(given.length));
  expect(seen).toEqual([block.id, 0]);
});
