// Turns a checked tree into JavaScript: plain and readable for "show code", and with a call before each statement that tells
// the engine which block is running. Both come out of the same walk, so what a pupil reads is what runs.
import type { BlockTable, Parts } from "../contract.ts";
import type { Block, Tree } from "./tree.ts";

/** JavaScript as a pupil would write it. */
export function toShow(tree: Tree): string {
  return new Writer(false).program(tree);
}

/** JavaScript for the engine: `at("id")` before each statement. */
export function toRun(tree: Tree): string {
  return new Writer(true).program(tree);
}

class Writer {
  readonly #hooks: boolean;
  readonly #names = new Map<string, number>();
  readonly #declared = new Set<string>();

  constructor(hooks: boolean) {
    this.#hooks = hooks;
  }

  program(tree: Tree): string {
    const defines = tree.defines.map((block) => this.#code(block));
    const start = this.#stack(tree.start);
    const declared = [...this.#declared].join("");
    return [declared, ...defines, start].filter((part) => part !== "").join("\n");
  }

  #stack(stack: readonly Block[]): string {
    return stack.map((block) => (this.#hooks ? `at(${JSON.stringify(block.id)});\n${this.#code(block)}` : this.#code(block))).join("");
  }

  #code(block: Block): string {
    const parts: Parts = {
      field: (name) => block.fields[name] ?? missing(block, name),
      value: (name) => this.#value(block, name),
      body: (name) => indent(this.#stack(block.bodies[name] ?? missing(block, name))),
      fresh: (name) => this.#fresh(name),
    };
    const declared = block.spec.declares?.(parts);
    if (declared) this.#declared.add(declared);
    return block.spec.code(parts);
  }

  #value(block: Block, name: string): string {
    const inner = block.values[name];
    if (inner) return inner.spec.values ? `(${this.#code(inner)})` : this.#code(inner);
    // An empty place stands for what a new block shows there, else for nothing at all.
    const number = block.spec.values?.find((value) => value.name === name)?.shadow?.fields["NUM"];
    return number === undefined ? "0" : String(number);
  }

  #fresh(name: string): string {
    const used = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, used);
    return used === 1 ? name : `${name}${used}`;
  }
}

function missing(block: Block, name: string): never {
  throw new Error(`${block.spec.type}: its code asks for ${name}, which it does not declare`);
}

function indent(code: string): string {
  return code.replace(/^(?=.)/gm, "  ");
}

/** A table's block by type; a defect of ours when there is none. */
export function specOf(table: BlockTable, type: string): BlockTable[number] {
  const spec = table.find((one) => one.type === type);
  if (!spec) throw new Error(`no block is called ${type}`);
  return spec;
}
