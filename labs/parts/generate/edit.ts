// One-step changes of a program: what it would be with this block swapped, left out, moved. Recognising a mistake is asking which
// small change would have solved the level; the checker makes its mutants with the same changes.
import type { Block, Tree } from "./tree.ts";

type Stack = readonly Block[];

/** A tree with another main stack. */
export function withStart(tree: Tree, start: Stack): Tree {
  return { ...tree, start };
}

/** All stacks that differ from `stack` by one change, made anywhere, at any depth. `change` answers the changes of one stack alone. */
export function* anywhere(stack: Stack, change: (stack: Stack) => Iterable<Stack>): Generator<Stack> {
  yield* change(stack);
  for (const [at, block] of stack.entries()) {
    for (const [name, body] of Object.entries(block.bodies)) {
      for (const changed of anywhere(body, change)) yield put(stack, at, { ...block, bodies: { ...block.bodies, [name]: changed } });
    }
  }
}

/** The stack with `block` in place `at`. */
export function put(stack: Stack, at: number, ...blocks: readonly Block[]): Stack {
  return [...stack.slice(0, at), ...blocks, ...stack.slice(at + 1)];
}

/** Each block replaced by what `other` makes of it, one at a time. */
export function replacing(other: (block: Block) => Iterable<Block>): (stack: Stack) => Iterable<Stack> {
  return function* (stack) {
    for (const [at, block] of stack.entries()) for (const changed of other(block)) yield put(stack, at, changed);
  };
}

/** Each block that is `wanted` left out, one at a time. */
export function leavingOut(wanted: (block: Block) => boolean): (stack: Stack) => Iterable<Stack> {
  return function* (stack) {
    for (const [at, block] of stack.entries()) if (wanted(block)) yield put(stack, at);
  };
}

/** `block` put in at each place. */
export function puttingIn(block: Block): (stack: Stack) => Iterable<Stack> {
  return function* (stack) {
    for (let at = 0; at <= stack.length; at += 1) yield [...stack.slice(0, at), block, ...stack.slice(at)];
  };
}

/** Each two neighbours changed round. */
export function* swapping(stack: Stack): Generator<Stack> {
  for (let at = 0; at + 1 < stack.length; at += 1) yield [...stack.slice(0, at), stack[at + 1]!, stack[at]!, ...stack.slice(at + 2)];
}

/** The blocks right after (and right before) a block with a mouth, moved into it: one, two ... of them. */
export function* movingIn(stack: Stack): Generator<Stack> {
  for (const [at, block] of stack.entries()) {
    for (const [name, body] of Object.entries(block.bodies)) {
      for (let many = 1; at + many < stack.length; many += 1) {
        const moved = { ...block, bodies: { ...block.bodies, [name]: [...body, ...stack.slice(at + 1, at + 1 + many)] } };
        yield [...stack.slice(0, at), moved, ...stack.slice(at + 1 + many)];
      }
      for (let many = 1; many <= at; many += 1) {
        const moved = { ...block, bodies: { ...block.bodies, [name]: [...stack.slice(at - many, at), ...body] } };
        yield [...stack.slice(0, at - many), moved, ...stack.slice(at + 1)];
      }
    }
  }
}

/** The last (and the first) blocks in a mouth, moved out behind (before) it: one, two ... of them. */
export function* movingOut(stack: Stack): Generator<Stack> {
  for (const [at, block] of stack.entries()) {
    for (const [name, body] of Object.entries(block.bodies)) {
      for (let many = 1; many <= body.length; many += 1) {
        const without = (left: Stack): Block => ({ ...block, bodies: { ...block.bodies, [name]: left } });
        yield put(stack, at, without(body.slice(0, -many)), ...body.slice(-many));
        yield put(stack, at, ...body.slice(0, many), without(body.slice(many)));
      }
    }
  }
}

/** All trees that differ from `tree` by one change of a stack, made anywhere: in the program or in a function. */
export function* everywhere(tree: Tree, change: (stack: Stack) => Iterable<Stack>): Generator<Tree> {
  for (const start of anywhere(tree.start, change)) yield withStart(tree, start);
  for (const [at, define] of tree.defines.entries()) {
    for (const [name, body] of Object.entries(define.bodies)) {
      for (const changed of anywhere(body, change)) {
        const defines = put(tree.defines, at, { ...define, bodies: { ...define.bodies, [name]: changed } });
        yield { ...tree, defines };
      }
    }
  }
}

/** Every block of a tree replaced by what `to` makes of it, values and loose stacks included; inner blocks first. */
export function mapBlocks(tree: Tree, to: (block: Block) => Block): Tree {
  const one = (block: Block): Block =>
    to({
      ...block,
      values: Object.fromEntries(Object.entries(block.values).map(([name, value]) => [name, value && one(value)])),
      bodies: Object.fromEntries(Object.entries(block.bodies).map(([name, body]) => [name, body.map(one)])),
    });
  return { ...tree, start: tree.start.map(one), defines: tree.defines.map(one), loose: tree.loose.map((stack) => stack.map(one)) };
}
