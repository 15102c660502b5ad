// Reads a program (Blockly's JSON, from anywhere) into a checked tree. Everything that comes later (code, text, count, mistakes)
// works on the tree only, so nothing untrusted passes this file.
import type { BlockSpec, BlockTable, FieldSpec, Said } from "../contract.ts";

/** A checked block: fields hold allowed values, mouths hold stacks. */
export interface Block {
  readonly spec: BlockSpec;
  readonly id: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** null where the place is empty. */
  readonly values: Readonly<Record<string, Block | null>>;
  readonly bodies: Readonly<Record<string, readonly Block[]>>;
}

/** A checked program. Only `start` and `defines` run. */
export interface Tree {
  readonly start: readonly Block[];
  readonly defines: readonly Block[];
  /** Stacks that hang on nothing. */
  readonly loose: readonly (readonly Block[])[];
  /** Blocks that run: the start block, loose blocks and `uncounted` ones left out. */
  readonly count: number;
}

export type Read = { readonly tree: Tree; readonly refused?: undefined } | { readonly tree?: undefined; readonly refused: Said };

/** What a program may be at most. A level needs dozens of blocks; a free drawing may need some hundreds. */
export const mostBlocks = 1_000;
export const mostText = 256 * 1024;
export const mostDepth = 40;

class Refusal extends Error {
  readonly said: Said;
  constructor(key: string, values?: Said["values"]) {
    super(key);
    this.said = values ? { key, values } : { key };
  }
}

/** Reads a program that is still text, such as one out of a file or a storage. */
export function readText(table: BlockTable, text: string): Read {
  if (text.length > mostText) return { refused: { key: "program.tooLarge" } };
  try {
    return readProgram(table, JSON.parse(text));
  } catch {
    return { refused: { key: "program.unreadable" } };
  }
}

/** Reads a program. Answers a tree or a sentence; never throws, whatever it is handed. */
export function readProgram(table: BlockTable, program: unknown): Read {
  try {
    return { tree: new Reader(table).program(program) };
  } catch (error) {
    return { refused: error instanceof Refusal ? error.said : { key: "program.unreadable" } };
  }
}

type Loose = Readonly<Record<string, unknown>>;

class Reader {
  readonly #specs: ReadonlyMap<string, BlockSpec>;
  readonly #ids = new Set<string>();
  #seen = 0;
  #counted = 0;
  #text = 0;

  constructor(table: BlockTable) {
    this.#specs = new Map(table.map((spec) => [spec.type, spec]));
  }

  program(data: unknown): Tree {
    const start: Block[] = [];
    const defines: Block[] = [];
    const loose: Block[][] = [];
    let started = false;
    let count = 0;
    for (const top of tops(data)) {
      const before = this.#counted;
      const spec = this.#specOf(record(top));
      if (spec.shape === "start") {
        if (started) throw new Refusal("program.twoStarts");
        started = true;
        this.#see();
        this.#idOf(record(top));
        start.push(...this.#after(record(top), 1));
        count += this.#counted - before;
      } else if (spec.shape === "define") {
        const [block] = this.#stack(top, 1, "define");
        if (block) {
          defines.push(block);
          count += this.#counted - before;
        }
      } else {
        const stack = this.#stack(top, 1, spec.shape);
        if (stack.length > 0) loose.push(stack);
      }
    }
    return { start, defines, loose, count };
  }

  /** The blocks hanging below `data`. */
  #after(data: Loose, depth: number): Block[] {
    const next = data["next"] === undefined ? undefined : record(data["next"])["block"];
    return next === undefined ? [] : this.#stack(next, depth, "statement");
  }

  /** A stack from its first block on. A loop, not a recursion: a stack may be as long as a program. */
  #stack(data: unknown, depth: number, shape: BlockSpec["shape"]): Block[] {
    const stack: Block[] = [];
    let at: unknown = data;
    while (at !== undefined) {
      const block = record(at);
      if (block["enabled"] !== false) stack.push(this.#block(block, depth, shape));
      else this.#see();
      at = block["next"] === undefined ? undefined : record(block["next"])["block"];
    }
    return stack;
  }

  #block(data: Loose, depth: number, shape: BlockSpec["shape"], shadow = false): Block {
    if (depth > mostDepth) throw new Refusal("program.tooDeep");
    this.#see();
    const spec = this.#specOf(data);
    if (spec.shape !== shape) throw new Refusal("program.wrongPlace", { block: spec.type });
    if (!shadow && spec.uncounted !== true) this.#counted += 1;
    const id = this.#idOf(data);
    const fields = optional(data["fields"]);
    const inputs = optional(data["inputs"]);
    return {
      spec,
      id,
      fields: Object.fromEntries((spec.fields ?? []).map((field) => [field.name, this.#field(spec, field, own(fields, field.name))])),
      values: Object.fromEntries((spec.values ?? []).map(({ name }) => [name, this.#value(own(inputs, name), depth)])),
      bodies: Object.fromEntries((spec.bodies ?? []).map(({ name }) => [name, this.#body(own(inputs, name), depth)])),
    };
  }

  #value(input: unknown, depth: number): Block | null {
    if (input === undefined) return null;
    const { block, shadow } = record(input);
    if (block !== undefined) return this.#block(record(block), depth + 1, "value");
    return shadow === undefined ? null : this.#block(record(shadow), depth + 1, "value", true);
  }

  #body(input: unknown, depth: number): Block[] {
    const first = input === undefined ? undefined : record(input)["block"];
    return first === undefined ? [] : this.#stack(first, depth + 1, "statement");
  }

  #field(spec: BlockSpec, field: FieldSpec, value: unknown): string | number {
    if (value === undefined) return field.value;
    const good = fieldValue(field, value);
    if (good === null) throw new Refusal("program.badField", { block: spec.type, value: String(value).slice(0, 40) });
    return good;
  }

  #specOf(data: Loose): BlockSpec {
    const spec = typeof data["type"] === "string" ? this.#specs.get(data["type"]) : undefined;
    if (!spec) throw new Refusal("program.unknownBlock", { block: String(data["type"]).slice(0, 40) });
    return spec;
  }

  #idOf(data: Loose): string {
    let id = typeof data["id"] === "string" && data["id"].length > 0 && data["id"].length <= 100 ? data["id"] : "";
    if (id === "" || this.#ids.has(id)) id = `~${this.#seen}`;
    this.#ids.add(id);
    this.#text += id.length + 40;
    if (this.#text > mostText) throw new Refusal("program.tooLarge");
    return id;
  }

  #see(): void {
    this.#seen += 1;
    if (this.#seen > mostBlocks) throw new Refusal("program.tooManyBlocks", { most: mostBlocks });
  }
}

/** The value as a field holds it, or null when the field cannot hold it. */
export function fieldValue(field: FieldSpec, value: unknown): string | number | null {
  if (field.kind === "number") {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number) || number < field.min || number > field.max) return null;
    return (field.precision ?? 1) === 1 && !Number.isInteger(number) ? null : number;
  }
  const allowed = field.kind === "choice" ? field.choices : field.colours;
  return allowed.find((choice) => choice.value === value)?.value ?? null;
}

function tops(data: unknown): readonly unknown[] {
  const blocks = record(data)["blocks"];
  if (blocks === undefined) return [];
  const list = record(blocks)["blocks"];
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw new Refusal("program.unreadable");
  return list as unknown[];
}

function record(data: unknown): Loose {
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw new Refusal("program.unreadable");
  return data as Loose;
}

function optional(data: unknown): Loose {
  return data === undefined || data === null ? {} : record(data);
}

/** Only what the object itself holds: a field called "constructor" must not find the language's own. */
function own(data: Loose, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(data, name) ? data[name] : undefined;
}

/** Every block that runs, parents before children, in reading order. */
export function* everyBlock(tree: Tree): Generator<Block> {
  for (const block of [...tree.defines, ...tree.start]) yield* within(block);
}

function* within(block: Block): Generator<Block> {
  yield block;
  for (const value of Object.values(block.values)) if (value) yield* within(value);
  for (const body of Object.values(block.bodies)) for (const inner of body) yield* within(inner);
}
