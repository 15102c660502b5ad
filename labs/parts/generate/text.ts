// A small text form of programs, so that authors write levels without Blockly: `move; repeat 3 { move; left }`. Its words come
// from the block table (`BlockSpec.text`), and it goes both ways. README.md beside this file describes it for authors.
import type { BlockSpec, BlockTable, Program, ProgramBlock } from "../contract.ts";
import { fieldValue, mostDepth, type Block, type Tree } from "./tree.ts";

export type Compiled = { readonly program: Program; readonly problem?: undefined } | { readonly program?: undefined; readonly problem: string };

/** Blockly JSON for a program in text form, or what is wrong with it and in which line. */
export function compile(table: BlockTable, source: string): Compiled {
  try {
    return { program: new Compiler(table, source).program() };
  } catch (error) {
    if (error instanceof Wrong) return { problem: error.message };
    throw error;
  }
}

class Wrong extends Error {}

type Sign = { readonly kind: "word" | "field" | "value" | "body"; readonly text: string };

/** "repeat {TIMES} [DO]" as signs. */
function signs(pattern: string): Sign[] {
  return pattern.split(/\s+/).filter(Boolean).map((text): Sign => {
    const inner = text.slice(1, -1);
    if (text.startsWith("{")) return { kind: "field", text: inner };
    if (text.startsWith("(")) return { kind: "value", text: inner };
    if (text.startsWith("[")) return { kind: "body", text: inner };
    return { kind: "word", text };
  });
}

interface Token {
  readonly text: string;
  readonly line: number;
}

function tokens(source: string): Token[] {
  return source.split("\n").flatMap((text, at) => (text.replace(/\/\/.*/, "").match(/[{}();]|[^\s{}();]+/g) ?? []).map((word) => ({ text: word, line: at + 1 })));
}

/** A block under construction; ids are given at the end, in reading order. */
type Draft = { -readonly [K in keyof ProgramBlock]: ProgramBlock[K] };

class Compiler {
  readonly #table: BlockTable;
  readonly #patterns: readonly { readonly spec: BlockSpec; readonly signs: readonly Sign[] }[];
  readonly #tokens: readonly Token[];
  #at = 0;
  /** The furthest place any pattern reached, for the message. */
  #furthest = 0;

  constructor(table: BlockTable, source: string) {
    this.#table = table;
    this.#tokens = tokens(source);
    // Longer patterns first: `if ... else ...` before `if ...`.
    this.#patterns = table.map((spec) => ({ spec, signs: signs(spec.text) })).sort((a, b) => b.signs.length - a.signs.length);
  }

  program(): Program {
    const start: Draft[] = [];
    const defines: Draft[] = [];
    const loose: Draft[][] = [];
    this.#separators();
    while (this.#at < this.#tokens.length) {
      if (this.#word() === "loose" && this.#word(1) === "{") {
        this.#at += 1;
        loose.push(this.#body(1));
      } else {
        const define = this.#block("define", 1);
        if (define) defines.push(define);
        else start.push(this.#block("statement", 1) ?? this.#fail());
      }
      this.#separators();
    }
    const first = this.#table.find((spec) => spec.shape === "start");
    if (!first) throw new Error("the table has no start block");
    const tops: Draft[] = [{ type: first.type, id: "", deletable: false, x: 30, y: 30, ...next(start) }];
    let below = 30 + this.#heightOf(tops[0]) + 60;
    for (const define of defines) {
      tops.push({ ...define, x: 30, y: below });
      below += this.#heightOf(define) + 60;
    }
    for (const [index, stack] of loose.entries()) {
      const chained = chain(stack);
      if (chained) tops.push({ ...chained, x: 300, y: 30 + 120 * index });
    }
    return { blocks: { languageVersion: 0, blocks: withIds(tops) } };
  }

  /** About how high the workspace draws a stack, so that the next one can stand below it. */
  #heightOf(stack: ProgramBlock | undefined): number {
    let height = 0;
    for (let block = stack; block; block = block.next?.block) {
      const mouths = this.#table.find((spec) => spec.type === block?.type)?.bodies ?? [];
      height += 56 + mouths.reduce((sum, { name }) => sum + this.#heightOf(block?.inputs?.[name]?.block) + 24, 0);
    }
    return height;
  }

  #word(ahead = 0): string | undefined {
    return this.#tokens[this.#at + ahead]?.text;
  }

  #separators(): void {
    while (this.#word() === ";") this.#at += 1;
  }

  #fail(): never {
    const token = this.#tokens[this.#furthest];
    if (!token) throw new Wrong("the program ends too early: is a } missing?");
    const known = this.#table.filter((spec) => spec.shape !== "start").map((spec) => spec.text);
    throw new Wrong(`line ${token.line}: cannot read "${token.text}"; blocks are: ${known.join(" | ")}`);
  }

  /** `bracketed`: right behind a bracket, where an expression may begin with another one. */
  #block(shape: BlockSpec["shape"], depth: number, bracketed = false): Draft | null {
    if (depth > mostDepth) throw new Wrong("too many blocks inside each other");
    const from = this.#at;
    for (const { spec, signs: wanted } of this.#patterns) {
      if (spec.shape !== shape) continue;
      if (!bracketed && wanted[0]?.kind === "value") continue;
      const block = this.#match(spec, wanted, depth);
      if (block) return block;
      this.#at = from;
    }
    return null;
  }

  #match(spec: BlockSpec, wanted: readonly Sign[], depth: number): Draft | null {
    const fields: Record<string, string | number> = {};
    const inputs: Record<string, { block?: ProgramBlock; shadow?: ProgramBlock }> = {};
    for (const sign of wanted) {
      this.#furthest = Math.max(this.#furthest, this.#at);
      const word = this.#word();
      if (word === undefined) return null;
      if (sign.kind === "word") {
        if (word !== sign.text) return null;
        this.#at += 1;
      } else if (sign.kind === "field") {
        const field = spec.fields?.find((one) => one.name === sign.text);
        const value = field ? fieldValue(field, word) : null;
        if (value === null) return null;
        fields[sign.text] = value;
        this.#at += 1;
      } else if (sign.kind === "body") {
        if (word !== "{") return null;
        const first = chain(this.#body(depth + 1));
        if (first) inputs[sign.text] = { block: first };
      } else {
        const value = this.#value(depth + 1);
        if (!value) return null;
        const shadow = spec.values?.find((one) => one.name === sign.text)?.shadow?.type;
        inputs[sign.text] = value.type === shadow ? { shadow: value } : { block: value };
      }
    }
    const block: Draft = { type: spec.type, id: "" };
    if (Object.keys(fields).length > 0) block.fields = fields;
    if (Object.keys(inputs).length > 0) block.inputs = inputs;
    return block;
  }

  #value(depth: number): Draft | null {
    if (this.#word() !== "(") return this.#block("value", depth);
    this.#at += 1;
    const value = this.#block("value", depth, true);
    if (this.#word() !== ")") return null;
    this.#at += 1;
    return value;
  }

  /** From `{` to `}`. */
  #body(depth: number): Draft[] {
    this.#at += 1;
    const stack: Draft[] = [];
    for (;;) {
      this.#separators();
      if (this.#word() === "}") break;
      stack.push(this.#block("statement", depth) ?? this.#fail());
    }
    this.#at += 1;
    return stack;
  }
}

function next(stack: readonly Draft[]): { next?: { block: ProgramBlock } } {
  const block = chain(stack);
  return block ? { next: { block } } : {};
}

/** A stack as Blockly saves it: each block holds the one below. */
function chain(stack: readonly Draft[]): Draft | null {
  return stack.reduceRight<Draft | null>((below, block) => (below ? { ...block, next: { block: below } } : block), null);
}

function withIds(tops: readonly Draft[]): ProgramBlock[] {
  let last = 0;
  const name = (block: ProgramBlock): ProgramBlock => {
    const id = block.type === "start" ? "start" : `b${(last += 1)}`;
    const named: Draft = { ...block, id };
    if (block.inputs) {
      named.inputs = Object.fromEntries(
        Object.entries(block.inputs).map(([input, { block: inner, shadow }]) => [input, { ...(inner && { block: name(inner) }), ...(shadow && { shadow: name(shadow) }) }]),
      );
    }
    if (block.next?.block) named.next = { block: name(block.next.block) };
    return named;
  };
  return tops.map(name);
}

/** A tree in text form, one block a line. `compile` gives the same tree back. */
export function print(tree: Tree): string {
  const tops = [...tree.defines.map((block) => statement(block, "")), ...tree.start.map((block) => statement(block, ""))];
  for (const stack of tree.loose) tops.push(`loose {\n${stack.map((block) => statement(block, "  ")).join("")}}\n`);
  return tops.join("");
}

function statement(block: Block, margin: string): string {
  return `${margin}${written(block, margin)}\n`;
}

function written(block: Block, margin: string): string {
  return signs(block.spec.text)
    .map(({ kind, text }) => {
      if (kind === "word") return text;
      if (kind === "field") return String(block.fields[text]);
      if (kind === "value") return value(block, text, margin);
      const inner = (block.bodies[text] ?? []).map((one) => statement(one, `${margin}  `)).join("");
      return inner === "" ? "{ }" : `{\n${inner}${margin}}`;
    })
    .join(" ");
}

function value(block: Block, name: string, margin: string): string {
  const inner = block.values[name];
  if (inner) return inner.spec.values ? `(${written(inner, margin)})` : written(inner, margin);
  const shadow = block.spec.values?.find((one) => one.name === name)?.shadow;
  return shadow ? String(Object.values(shadow.fields)[0]) : "0";
}
