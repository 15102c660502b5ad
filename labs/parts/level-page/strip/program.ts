// A strip's program: a list of pictures, some of which hold a list of their own. Pure: every change gives a new list.
import type { BlockSpec, BlockTable, Program, ProgramBlock } from "../../contract.ts";

/** One picture. `items` is null for a step; a loop holds its own, one level deep or deeper. */
export interface Item {
  readonly id: string;
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[] | null;
}

/** What the strip can show of a program, or null where it holds a block that is no picture. */
export function toItems(table: BlockTable, program: Program): readonly Item[] | null {
  const startType = table.find((spec) => spec.shape === "start")?.type;
  const start = (program.blocks?.blocks ?? []).find((block) => block.type === startType);
  return stack(table, start?.next?.block);
}

function stack(table: BlockTable, first: ProgramBlock | undefined): readonly Item[] | null {
  const items: Item[] = [];
  for (let block = first; block; block = block.next?.block) {
    const spec = stripSpec(table, block.type);
    if (!spec) return null;
    const body = spec.strip === "loop" ? spec.bodies?.[0] : undefined;
    const inside = body ? stack(table, block.inputs?.[body.name]?.block) : null;
    if (body && !inside) return null;
    items.push({ id: block.id, type: block.type, fields: block.fields ?? {}, items: inside });
  }
  return items;
}

/** The same program as Blockly saves it, so that blocks and strip can go on with each other's work. */
export function toProgram(table: BlockTable, items: readonly Item[], before: Program): Program {
  const startType = table.find((spec) => spec.shape === "start")?.type ?? "start";
  const old = (before.blocks?.blocks ?? []).find((block) => block.type === startType);
  const next = chain(table, items);
  const start: ProgramBlock = { type: startType, id: old?.id ?? "start", x: old?.x ?? 0, y: old?.y ?? 0, deletable: false, ...(next ? { next: { block: next } } : {}) };
  return { blocks: { languageVersion: 0, blocks: [start] } };
}

function chain(table: BlockTable, items: readonly Item[]): ProgramBlock | null {
  const [item, ...rest] = items;
  if (!item) return null;
  const body = item.items === null ? undefined : stripSpec(table, item.type)?.bodies?.[0];
  const inside = item.items === null ? null : chain(table, item.items);
  const next = chain(table, rest);
  return {
    type: item.type,
    id: item.id,
    ...(Object.keys(item.fields).length > 0 ? { fields: item.fields } : {}),
    ...(body && inside ? { inputs: { [body.name]: { block: inside } } } : {}),
    ...(next ? { next: { block: next } } : {}),
  };
}

/** The table's line for a picture; undefined for blocks that the strip does not have. */
export function stripSpec(table: BlockTable, type: string): BlockSpec | undefined {
  return table.find((spec) => spec.type === type && spec.strip !== undefined);
}

/** Where in a program: the loops to go into, then the place in the last list. */
export type Path = readonly number[];

export function itemAt(items: readonly Item[], path: Path): Item | undefined {
  const [first, ...rest] = path;
  const item = first === undefined ? undefined : items[first];
  return rest.length === 0 ? item : itemAt(item?.items ?? [], rest);
}

/** Where the picture with this id stands. */
export function pathOf(items: readonly Item[], id: string): Path | null {
  for (const [index, item] of items.entries()) {
    if (item.id === id) return [index];
    const inside = pathOf(item.items ?? [], id);
    if (inside) return [index, ...inside];
  }
  return null;
}

/** A change to the one list that `path` leads into. */
function change(items: readonly Item[], path: Path, doIt: (list: Item[], at: number) => void): readonly Item[] {
  const [first, ...rest] = path;
  if (first === undefined) return items;
  const list = [...items];
  if (rest.length === 0) doIt(list, first);
  else {
    const outer = list[first];
    if (outer) list[first] = { ...outer, items: change(outer.items ?? [], rest, doIt) };
  }
  return list;
}

export function insert(items: readonly Item[], path: Path, item: Item): readonly Item[] {
  return change(items, path, (list, at) => list.splice(at, 0, item));
}

export function remove(items: readonly Item[], path: Path): readonly Item[] {
  return change(items, path, (list, at) => list.splice(at, 1));
}

/** One place earlier (-1) or later (1) in its own list; at the ends nothing changes. */
export function move(items: readonly Item[], path: Path, by: -1 | 1): readonly Item[] {
  return change(items, path, (list, at) => {
    const to = at + by;
    const item = list[at];
    if (!item || to < 0 || to >= list.length) return;
    list.splice(at, 1);
    list.splice(to, 0, item);
  });
}

/** A number of a picture up or down, within what its block allows. */
export function adjust(table: BlockTable, items: readonly Item[], path: Path, by: number): readonly Item[] {
  return change(items, path, (list, at) => {
    const item = list[at];
    const field = item && numberOf(table, item.type);
    if (!item || !field) return;
    const value = Math.min(Math.max(Number(item.fields[field.name] ?? field.value) + by, field.min), field.max);
    list[at] = { ...item, fields: { ...item.fields, [field.name]: value } };
  });
}

/** The number a picture carries, if its block has one. */
export function numberOf(table: BlockTable, type: string): { name: string; value: number; min: number; max: number } | null {
  for (const field of stripSpec(table, type)?.fields ?? []) if (field.kind === "number") return field;
  return null;
}

/** A new picture with the usual values of its block. */
export function fresh(table: BlockTable, type: string, id: string): Item {
  const spec = stripSpec(table, type);
  const fields: Record<string, unknown> = {};
  for (const field of spec?.fields ?? []) fields[field.name] = field.value;
  return { id, type, fields, items: spec?.strip === "loop" ? [] : null };
}
