// Small changes of a drawing program: other numbers, other turns, a block more. What recognises mistakes asks which of them would
// have given the drawing; the checker makes its mutants with them.
import { everywhere, mapBlocks, replacing } from "../parts/generate/edit.ts";
import { specOf, type Block, type Tree } from "../parts/generate/index.ts";
import { blocks } from "./api.ts";

export type Stack = readonly Block[];
export type Change = (stack: Stack) => Iterable<Stack>;
/** What a number may be changed to. */
export type Others = (now: number) => Iterable<number>;

export const is = (...names: string[]): ((block: Block) => boolean) => (block) => names.some((name) => block.spec.type === `drawing_${name}`);

export const isTurn = is("right", "left");
export const isMove = is("forward", "back", "jump");

const numberBlock = (value: number): Block => ({ spec: specOf(blocks, "drawing_number"), id: "new", fields: { NUM: value }, values: {}, bodies: {} });

/** A block called `name`, with a number in its place `slot`. */
export function make(name: string, slot?: string, value?: number, fields: Block["fields"] = {}): Block {
  const values: Record<string, Block> = slot === undefined || value === undefined ? {} : { [slot]: numberBlock(value) };
  return { spec: specOf(blocks, `drawing_${name}`), id: "new", fields, values, bodies: {} };
}

/** `forward` by what a variable holds. */
export function forwardBy(variable: string): Block {
  return { ...make("forward"), values: { BY: make("get", undefined, undefined, { VAR: variable }) } };
}

/** Where the numbers of one kind stand: block name to place. */
export type Places = Readonly<Record<string, string>>;
export const lengths: Places = { forward: "BY", back: "BY", jump: "BY" };
export const angles: Places = { right: "BY", left: "BY" };
export const times: Places = { repeat: "TIMES" };
export const starts: Places = { set: "TO" };
export const growths: Places = { change: "BY" };

const placeIn = (places: Places, block: Block): string | undefined => places[block.spec.type.replace("drawing_", "")];

/** The number in a place: what stands there, or what an empty place counts as; null where something is worked out. */
function literal(block: Block, place: string): number | null {
  const value = block.values[place];
  if (value) return value.spec.type === "drawing_number" ? Number(value.fields["NUM"]) : null;
  return Number(block.spec.values?.find(({ name }) => name === place)?.shadow?.fields["NUM"] ?? 0);
}

/** A value with one of its numbers changed, however deep it stands. */
function* renumbered(block: Block, place: string, others: Others): Generator<Block> {
  const now = literal(block, place);
  if (now !== null) {
    for (const other of others(now)) if (other !== now) yield { ...block, values: { ...block.values, [place]: numberBlock(other) } };
    return;
  }
  const value = block.values[place];
  if (!value) return;
  for (const { name } of value.spec.values ?? []) for (const changed of renumbered(value, name, others)) yield { ...block, values: { ...block.values, [place]: changed } };
}

/** One number in `places` changed. */
export function renumbering(places: Places, others: Others): Change {
  return replacing(function* (block) {
    const place = placeIn(places, block);
    if (place !== undefined) yield* renumbered(block, place, others);
  });
}

/** The different numbers that stand in `places`, and how often. */
export function numbersIn(tree: Tree, places: Places): Map<number, number> {
  const found = new Map<number, number>();
  mapBlocks(tree, (block) => {
    const place = placeIn(places, block);
    const now = place === undefined ? null : literal(block, place);
    if (now !== null) found.set(now, (found.get(now) ?? 0) + 1);
    return block;
  });
  return found;
}

/** One number in `places` changed, or all equal ones together: somebody who thinks of a wrong corner thinks so at every corner. */
export function* withNumbers(tree: Tree, places: Places, others: Others): Generator<Tree> {
  yield* everywhere(tree, renumbering(places, others));
  for (const [now, count] of numbersIn(tree, places)) {
    if (count < 2) continue;
    for (const other of others(now)) {
      if (other === now) continue;
      yield mapBlocks(tree, (block) => {
        const place = placeIn(places, block);
        return place !== undefined && literal(block, place) === now ? { ...block, values: { ...block.values, [place]: numberBlock(other) } } : block;
      });
    }
  }
}

/** A right made a left, or the other way round. */
export function mirrored(block: Block): Block {
  return isTurn(block) ? { ...block, spec: specOf(blocks, block.spec.type === "drawing_left" ? "drawing_right" : "drawing_left") } : block;
}

export const otherTurn: Change = replacing(function* (block) {
  if (isTurn(block)) yield mirrored(block);
});

/** A move made a jump: as if the pen were up. */
export const lifted: Change = replacing(function* (block) {
  if (is("forward")(block)) yield { ...block, spec: specOf(blocks, "drawing_jump") };
});

/** A jump made a move: as if the pen were down. */
export const lowered: Change = replacing(function* (block) {
  if (is("jump")(block)) yield { ...block, spec: specOf(blocks, "drawing_forward") };
});
