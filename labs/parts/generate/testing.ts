// A small table with every shape of block, for the tests of this part.
import fc from "fast-check";
import type { BlockSpec, BlockTable } from "../contract.ts";
import { startBlock } from "./start.ts";

const spec = (one: Partial<BlockSpec> & Pick<BlockSpec, "type" | "shape" | "text" | "code">): BlockSpec => ({ label: one.type, help: one.type, category: "move", icon: one.type, ...one });
const shadow = (value: number): { type: string; fields: { NUM: number } } => ({ type: "number", fields: { NUM: value } });

export const table: BlockTable = [
  startBlock,
  spec({ type: "go", shape: "statement", text: "go (BY)", values: [{ name: "BY", shadow: shadow(10) }], code: (parts) => `go(${parts.value("BY")});\n` }),
  spec({ type: "stop", shape: "statement", text: "stop", code: () => "stop();\n" }),
  spec({
    type: "loop",
    shape: "statement",
    text: "loop {TIMES} [DO]",
    fields: [{ name: "TIMES", kind: "number", value: 3, min: 1, max: 20 }],
    bodies: [{ name: "DO", label: "do" }],
    code: (parts) => {
      const count = parts.fresh("count");
      return `for (let ${count} = 0; ${count} < ${parts.field("TIMES")}; ${count}++) {\n${parts.body("DO")}}\n`;
    },
  }),
  spec({
    type: "choose",
    shape: "statement",
    text: "if (A) is {HOW} [DO] else [ELSE]",
    values: [{ name: "A" }],
    fields: [{ name: "HOW", kind: "choice", value: "big", choices: [{ value: "big", label: "big" }, { value: "small", label: "small" }] }],
    bodies: [{ name: "DO", label: "do" }, { name: "ELSE", label: "else" }],
    code: (parts) => `if (${parts.value("A")} ${parts.field("HOW") === "big" ? ">" : "<"} 5) {\n${parts.body("DO")}} else {\n${parts.body("ELSE")}}\n`,
  }),
  spec({
    type: "set",
    shape: "statement",
    text: "set {VAR} to (TO)",
    fields: [{ name: "VAR", kind: "choice", value: "size", choices: [{ value: "size", label: "size" }, { value: "step", label: "step" }] }],
    values: [{ name: "TO", shadow: shadow(1) }],
    declares: (parts) => `let ${parts.field("VAR")} = 0;\n`,
    code: (parts) => `${parts.field("VAR")} = ${parts.value("TO")};\n`,
  }),
  spec({ type: "paint", shape: "statement", text: "paint {COLOUR}", fields: [{ name: "COLOUR", kind: "colour", value: "red", colours: [{ value: "red", label: "red" }, { value: "blue", label: "blue" }] }], code: (parts) => `paint("${parts.field("COLOUR")}");\n` }),
  spec({ type: "number", shape: "value", text: "{NUM}", uncounted: true, fields: [{ name: "NUM", kind: "number", value: 0, min: -1000, max: 1000, precision: 0 }], code: (parts) => String(parts.field("NUM")) }),
  spec({ type: "get", shape: "value", text: "{VAR}", fields: [{ name: "VAR", kind: "choice", value: "size", choices: [{ value: "size", label: "size" }, { value: "step", label: "step" }] }], declares: (parts) => `let ${parts.field("VAR")} = 0;\n`, code: (parts) => String(parts.field("VAR")) }),
  spec({ type: "sum", shape: "value", text: "(A) + (B)", values: [{ name: "A", shadow: shadow(1) }, { name: "B", shadow: shadow(1) }], code: (parts) => `${parts.value("A")} + ${parts.value("B")}` }),
  spec({ type: "shape", shape: "define", text: "define shape [DO]", bodies: [{ name: "DO", label: "do" }], code: (parts) => `function shape() {\n${parts.body("DO")}}\n` }),
  spec({ type: "call", shape: "statement", text: "shape", code: () => "shape();\n" }),
];

/** Any program in text form. */
export function anyText(): fc.Arbitrary<string> {
  const name = fc.constantFrom("size", "step");
  const value: fc.Memo<string> = fc.memo((depth) => {
    const plain = fc.oneof(fc.integer({ min: -1000, max: 1000 }).map(String), fc.constant("2.5"), name);
    return depth <= 1 ? plain : fc.oneof(plain, fc.tuple(value(depth - 1), value(depth - 1)).map(([a, b]) => `(${a} + ${b})`));
  });
  const block: fc.Memo<string> = fc.memo((depth) => {
    const plain = fc.oneof(
      fc.constantFrom("stop", "shape", "paint red", "paint blue"),
      value(3).map((by) => `go ${by}`),
      fc.tuple(name, value(3)).map(([variable, to]) => `set ${variable} to ${to}`),
    );
    if (depth <= 1) return plain;
    const body = fc.array(block(depth - 1), { maxLength: 3 }).map((blocks) => `{ ${blocks.join("; ")} }`);
    return fc.oneof(
      { weight: 3, arbitrary: plain },
      { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 20 }), body).map(([times, inner]) => `loop ${times} ${inner}`) },
      { weight: 1, arbitrary: fc.tuple(value(2), fc.constantFrom("big", "small"), body, body).map(([a, how, yes, no]) => `if ${a} is ${how} ${yes} else ${no}`) },
    );
  });
  const stack = fc.array(block(3), { maxLength: 5 });
  const loose = fc.array(fc.array(block(2), { minLength: 1, maxLength: 3 }), { maxLength: 2 }).map((stacks) => stacks.map((blocks) => `loose { ${blocks.join("\n")} }`));
  const define = fc.option(stack.map((blocks) => `define shape { ${blocks.join("\n")} }`), { nil: "" });
  return fc.tuple(define, stack, loose).map(([first, blocks, rest]) => [first, ...blocks, ...rest].join("\n"));
}
