// The drawing's blocks, all of them, once. Blockly's definitions, the toolbox, JavaScript, the text form and the help are made
// from this table (labs/parts/contract.ts says what each line means).
import type { BlockSpec, BlockTable, Choice, FieldSpec, Parts, ValueSpec } from "../parts/contract.ts";
import { startBlock } from "../parts/generate/start.ts";
import { colours, firstColour, firstWidth } from "./colours.ts";

/** A place for a number that shows `value` at first. */
const number = (name: string, value: number): ValueSpec => ({ name, shadow: { type: "drawing_number", fields: { NUM: value } } });

/** A value without the brackets that would stand round it inside a larger sum. */
const bare = (parts: Parts, name: string): string => parts.value(name).replace(/^\((.*)\)$/, "$1");

const choicesOf = (kind: string, names: readonly string[]): readonly Choice[] => names.map((value) => ({ value, label: `drawing.${kind}.${value}` }));

/** More turns of a loop than this are not worth counting. */
export const mostTimes = 100;

/** Variables there are; a name is the same in every language's JavaScript. */
export const variables = ["size", "step", "angle", "sides"] as const;
/** Names a function can have. */
export const functions = ["shape", "square", "triangle", "star", "petal", "branch", "house", "tower"] as const;

const variable: FieldSpec = { name: "VAR", kind: "choice", value: "size", choices: choicesOf("variable", variables) };
const named: FieldSpec = { name: "NAME", kind: "choice", value: "shape", choices: choicesOf("function", functions) };
const colour: FieldSpec = { name: "COLOUR", kind: "colour", value: firstColour, colours };
const operator: FieldSpec = { name: "OP", kind: "choice", value: "+", choices: [{ value: "+", label: "drawing.op.plus" }, { value: "-", label: "drawing.op.minus" }, { value: "*", label: "drawing.op.times" }, { value: "/", label: "drawing.op.over" }] };

const declares = (parts: Parts): string => `let ${String(parts.field("VAR"))} = 0;\n`;

type Made = Pick<BlockSpec, "icon" | "category" | "text" | "code"> & Partial<BlockSpec>;

const statement = (name: string, made: Made): BlockSpec => ({ type: `drawing_${name}`, shape: "statement", label: `drawing.${name}`, help: `drawing.${name}.help`, ...made });
const value = (name: string, made: Made): BlockSpec => ({ ...statement(name, made), shape: "value" });

const moves: readonly BlockSpec[] = [
  statement("forward", { category: "move", icon: "forward", values: [number("BY", 100)], text: "forward (BY)", code: (parts) => `moveForward(${bare(parts, "BY")});\n` }),
  statement("back", { category: "move", icon: "back", values: [number("BY", 100)], text: "back (BY)", code: (parts) => `moveBackward(${bare(parts, "BY")});\n` }),
  statement("right", { category: "move", icon: "turn-right", values: [number("BY", 90)], text: "right (BY)", code: (parts) => `turnRight(${bare(parts, "BY")});\n` }),
  statement("left", { category: "move", icon: "turn-left", values: [number("BY", 90)], text: "left (BY)", code: (parts) => `turnLeft(${bare(parts, "BY")});\n` }),
  statement("jump", { category: "move", icon: "move", values: [number("BY", 50)], text: "jump (BY)", code: (parts) => `jumpForward(${bare(parts, "BY")});\n` }),
];

const pens: readonly BlockSpec[] = [
  statement("pen_up", { category: "pen", icon: "pen", text: "pen up", code: () => "penUp();\n" }),
  statement("pen_down", { category: "pen", icon: "pen", text: "pen down", code: () => "penDown();\n" }),
  statement("colour", { category: "pen", icon: "theme", fields: [colour], text: "colour {COLOUR}", code: (parts) => `penColor("${String(parts.field("COLOUR"))}");\n` }),
  statement("any_colour", { category: "pen", icon: "theme", text: "colour any", code: () => "penColor(randomColor());\n" }),
  statement("width", { category: "pen", icon: "pen", values: [number("TO", firstWidth)], text: "width (TO)", code: (parts) => `penWidth(${bare(parts, "TO")});\n` }),
];

const repeat = statement("repeat", {
  category: "loop",
  icon: "repeat",
  values: [number("TIMES", 4)],
  bodies: [{ name: "DO", label: "drawing.do" }],
  text: "repeat (TIMES) [DO]",
  code: (parts) => {
    const count = parts.fresh("count");
    const times = bare(parts, "TIMES");
    const loop = (most: string): string => `for (let ${count} = 0; ${count} < ${most}; ${count}++) {\n${parts.body("DO")}}\n`;
    if (/^-?[\d.]+$/.test(times)) return loop(times);
    // Asked once, before the loop: what happens inside must not move its end.
    const most = parts.fresh("times");
    return `const ${most} = ${times};\n${loop(most)}`;
  },
});

const functionBlocks: readonly BlockSpec[] = [
  statement("define", { shape: "define", category: "function", icon: "book", fields: [named], bodies: [{ name: "DO", label: "drawing.do" }], text: "define {NAME} [DO]", code: (parts) => `function ${String(parts.field("NAME"))}() {\n${parts.body("DO")}}\n` }),
  statement("draw", { category: "function", icon: "star", fields: [named], text: "draw {NAME}", code: (parts) => `${String(parts.field("NAME"))}();\n` }),
];

const variableBlocks: readonly BlockSpec[] = [
  statement("set", { category: "variable", icon: "card", fields: [variable], values: [number("TO", 50)], text: "set {VAR} to (TO)", declares, code: (parts) => `${String(parts.field("VAR"))} = ${bare(parts, "TO")};\n` }),
  statement("change", {
    category: "variable",
    icon: "add",
    fields: [variable],
    values: [number("BY", 10)],
    text: "change {VAR} by (BY)",
    declares,
    code: (parts) => `${String(parts.field("VAR"))} = ${String(parts.field("VAR"))} + ${parts.value("BY")};\n`,
  }),
  value("get", { category: "variable", icon: "card", fields: [variable], text: "{VAR}", declares, code: (parts) => String(parts.field("VAR")) }),
];

const numbers: readonly BlockSpec[] = [
  value("number", { category: "number", icon: "word", uncounted: true, fields: [{ name: "NUM", kind: "number", value: 10, min: -1000, max: 1000, precision: 0 }], text: "{NUM}", code: (parts) => String(parts.field("NUM")) }),
  value("sum", { category: "number", icon: "add", fields: [operator], values: [number("A", 10), number("B", 10)], text: "(A) {OP} (B)", code: (parts) => `${parts.value("A")} ${String(parts.field("OP"))} ${parts.value("B")}` }),
  value("random", { category: "number", icon: "help", values: [number("FROM", 10), number("TO", 100)], text: "random (FROM) to (TO)", code: (parts) => `randomNumber(${bare(parts, "FROM")}, ${bare(parts, "TO")})` }),
];

/** In the order of the toolbox. */
export const blocks: BlockTable = [startBlock, ...moves, ...pens, repeat, ...functionBlocks, ...variableBlocks, ...numbers];
