// The shortest program that solves a maze, out of given blocks. Two stacks that take every state of the maze to the same state are
// interchangeable, so only one of each kind is kept: that makes looking at every program up to a limit possible.
import type { LevelData } from "../parts/contract.ts";
import type { Fewest } from "../parts/check.ts";
import { compile, readProgram } from "../parts/generate/index.ts";
import { beside, headings, keyOf, same, turned, type Way } from "../parts/grid/index.ts";
import { blocks as table, mostTimes } from "./api.ts";
import { simulate } from "./simulate.ts";
import { readMaze, type Maze, type MazeBody } from "./world.ts";

/** More kinds of stacks than this and the search is given up (about a minute, 300 MB). */
const mostKinds = 400_000;

/** What a stack does: for each state the state afterwards, or -1 when it bumps or never ends. */
type Effect = Int16Array;

/** A kind of stack, and how to write one of that kind. */
interface Kind {
  readonly effect: Effect;
  readonly text: () => string;
}

class GivenUp extends Error {}

/** Looks at every program of at most `most` blocks out of `toolbox`. */
export function fewest(level: LevelData<MazeBody>, toolbox: readonly string[], most: number): Fewest {
  const maze = readMaze(level.body);
  try {
    const found = new Search(maze, new Set(toolbox)).upTo(most);
    if (found === null) return { blocks: null, example: null, proven: true };
    const { tree } = readProgram(table, compile(table, found.text).program);
    // The states know nothing of the limit on work; a program found that runs into it is not believed.
    if (!tree || !simulate(maze, tree).solved) return { blocks: null, example: null, proven: false };
    return { blocks: found.size, example: found.text, proven: true };
  } catch (error) {
    if (error instanceof GivenUp) return { blocks: null, example: null, proven: false };
    throw error;
  }
}

class Search {
  readonly #states: States;
  readonly #toolbox: ReadonlySet<string>;
  /** All kinds seen, over all sizes. */
  readonly #known = new Set<string>();
  /** Single blocks with what is in them, by size. */
  readonly #statements: Kind[][] = [[]];
  /** Stacks by size; size 0 is the empty stack. */
  readonly #stacks: Kind[][];

  constructor(maze: Maze, toolbox: ReadonlySet<string>) {
    this.#states = new States(maze);
    this.#toolbox = toolbox;
    const nothing: Kind = { effect: Int16Array.from({ length: this.#states.count }, (_, state) => state), text: () => "" };
    this.#stacks = [[nothing]];
    this.#known.add(keyOfEffect(nothing.effect));
  }

  /** Programs in order of size. Only the start state matters for the program as a whole, so it is a search for a shortest way. */
  upTo(most: number): { readonly size: number; readonly text: string } | null {
    const reached: Map<number, () => string>[] = [new Map([[this.#states.start, () => ""]])];
    const before = new Set([this.#states.start]);
    if (this.#states.solved(this.#states.start)) return { size: 0, text: "" };
    for (let size = 1; size <= most; size += 1) {
      this.#statements.push(this.#statementsOf(size));
      const now = new Map<number, () => string>();
      for (let last = 1; last <= size; last += 1) {
        for (const [from, text] of reached[size - last]!) {
          for (const kind of this.#statements[last]!) {
            const to = kind.effect[from]!;
            if (to < 0 || before.has(to) || now.has(to)) continue;
            now.set(to, () => `${text()}${kind.text()}\n`);
            if (this.#states.solved(to)) return { size, text: now.get(to)!() };
          }
        }
      }
      for (const state of now.keys()) before.add(state);
      reached.push(now);
      if (size < most) this.#stacks.push(this.#stacksOf(size));
    }
    return null;
  }

  #has(type: string): boolean {
    return this.#toolbox.has(type);
  }

  /** Single blocks of this size; what is in them is one smaller. Kinds are not weeded here: the stacks are. */
  #statementsOf(size: number): Kind[] {
    const { move, left, right } = this.#states;
    const found = new Map<string, Kind>();
    const add = (effect: Effect | null, text: () => string): void => {
      if (effect === null) return;
      const key = keyOfEffect(effect);
      if (!this.#known.has(key) && !found.has(key)) found.set(key, { effect, text });
      if (found.size + this.#known.size > mostKinds) throw new GivenUp();
    };
    if (size === 1) {
      if (this.#has("maze_move")) add(move, () => "move");
      if (this.#has("maze_left")) add(left, () => "left");
      if (this.#has("maze_right")) add(right, () => "right");
      return [...found.values()];
    }
    for (const body of this.#stacks[size - 1]!) {
      if (this.#has("maze_repeat")) this.#repeats(body, add);
      if (this.#has("maze_until")) add(this.#states.until(body.effect), () => `until goal {\n${body.text()}}`);
      for (const way of ["ahead", "left", "right"] as const) {
        if (this.#has("maze_if")) add(this.#states.choice(way, body.effect, null), () => `if path ${way} {\n${body.text()}}`);
        if (this.#has("maze_if_else")) add(this.#states.choice(way, null, body.effect), () => `if path ${way} { } else {\n${body.text()}}`);
        if (this.#has("maze_if_else") && !this.#has("maze_if")) add(this.#states.choice(way, body.effect, null), () => `if path ${way} {\n${body.text()}} else { }`);
      }
    }
    if (this.#has("maze_if_else")) {
      for (let first = 1; first < size - 1; first += 1) {
        for (const yes of this.#stacks[first]!) {
          for (const no of this.#stacks[size - 1 - first]!) {
            for (const way of ["ahead", "left", "right"] as const) {
              add(this.#states.choice(way, yes.effect, no.effect), () => `if path ${way} {\n${yes.text()}} else {\n${no.text()}}`);
            }
          }
        }
      }
    }
    return [...found.values()];
  }

  #repeats(body: Kind, add: (effect: Effect | null, text: () => string) => void): void {
    let effect: Effect | null = body.effect;
    for (let times = 2; times <= mostTimes; times += 1) {
      effect = this.#states.then(effect, body.effect);
      if (effect === null) return;
      add(effect, () => `repeat ${times} {\n${body.text()}}`);
    }
  }

  /** Stacks of this size that do something no smaller stack does. */
  #stacksOf(size: number): Kind[] {
    const found: Kind[] = [];
    for (let first = 1; first <= size; first += 1) {
      for (const statement of this.#statements[first]!) {
        for (const rest of this.#stacks[size - first]!) {
          const effect = this.#states.then(statement.effect, rest.effect);
          if (effect === null) continue;
          const key = keyOfEffect(effect);
          if (this.#known.has(key)) continue;
          this.#known.add(key);
          if (this.#known.size > mostKinds) throw new GivenUp();
          found.push({ effect, text: () => `${statement.text()}\n${rest.text()}` });
        }
      }
    }
    return found;
  }
}

function keyOfEffect(effect: Effect): string {
  return String.fromCharCode(...effect);
}

/** Every way somebody can stand in a maze: square, heading, what is picked up. */
class States {
  readonly count: number;
  readonly start = 0;
  readonly move: Effect;
  readonly left: Effect;
  readonly right: Effect;
  readonly #atGoal: boolean[];
  readonly #solved: boolean[];
  readonly #open: Readonly<Record<Way, boolean[]>>;

  constructor(maze: Maze) {
    const all = statesOf(maze);
    this.count = all.list.length;
    const effect = (next: (state: State) => State | null): Effect =>
      Int16Array.from(all.list, (state) => {
        const to = next(state);
        return to === null ? -1 : all.indexOf(to);
      });
    this.move = effect((state) => moved(maze, state));
    this.left = effect((state) => ({ ...state, heading: turned(state.heading, "left") }));
    this.right = effect((state) => ({ ...state, heading: turned(state.heading, "right") }));
    this.#atGoal = all.list.map((state) => same(state, maze.goal));
    this.#solved = all.list.map((state) => same(state, maze.goal) && state.stars === (1 << maze.stars.length) - 1);
    const open = (way: Way): boolean[] => all.list.map((state) => maze.isOpen(beside(state, turned(state.heading, way))));
    this.#open = { ahead: open("ahead"), left: open("left"), right: open("right") };
  }

  solved(state: number): boolean {
    return this.#solved[state] === true;
  }

  /** One after the other; null when that ends well from nowhere. */
  then(first: Effect, second: Effect): Effect | null {
    const effect = new Int16Array(this.count);
    let some = false;
    for (let state = 0; state < this.count; state += 1) {
      const middle = first[state]!;
      const end = middle < 0 ? -1 : second[middle]!;
      effect[state] = end;
      if (end >= 0) some = true;
    }
    return some ? effect : null;
  }

  until(body: Effect): Effect | null {
    const effect = new Int16Array(this.count).fill(-2);
    let some = false;
    for (let from = 0; from < this.count; from += 1) {
      const path: number[] = [];
      let state = from;
      // -3 marks the way just walked: meeting it again means going round for ever.
      while (state >= 0 && effect[state] === -2 && !this.#atGoal[state]) {
        effect[state] = -3;
        path.push(state);
        state = body[state]!;
      }
      const end = state < 0 ? -1 : this.#atGoal[state] ? state : effect[state] === -3 ? -1 : effect[state]!;
      if (state >= 0 && this.#atGoal[state]) effect[state] = state;
      for (const passed of path) effect[passed] = end;
      if (end >= 0) some = true;
    }
    return some ? effect : null;
  }

  choice(way: Way, yes: Effect | null, no: Effect | null): Effect | null {
    const effect = new Int16Array(this.count);
    const open = this.#open[way];
    let some = false;
    for (let state = 0; state < this.count; state += 1) {
      const taken = open[state] ? yes : no;
      const end = taken === null ? state : taken[state]!;
      effect[state] = end;
      if (end >= 0) some = true;
    }
    return some ? effect : null;
  }
}

interface State {
  readonly x: number;
  readonly y: number;
  readonly heading: (typeof headings)[number];
  /** One bit a star. */
  readonly stars: number;
}

function moved(maze: Maze, state: State): State | null {
  const to = beside(state, state.heading);
  if (!maze.isOpen(to)) return null;
  const star = maze.stars.findIndex((one) => same(one, to));
  return { ...to, heading: state.heading, stars: star < 0 ? state.stars : state.stars | (1 << star) };
}

/** The states that can be reached from the start at all; the start comes first. */
function statesOf(maze: Maze): { readonly list: readonly State[]; indexOf(state: State): number } {
  const key = (state: State): string => `${keyOf(state)},${state.heading},${state.stars}`;
  const start: State = { ...maze.start, stars: 0 };
  const list: State[] = [start];
  const index = new Map([[key(start), 0]]);
  for (const state of list) {
    const next = [moved(maze, state), ...(["left", "right"] as const).map((way) => ({ ...state, heading: turned(state.heading, way) }))];
    for (const to of next) {
      if (to === null || index.has(key(to))) continue;
      index.set(key(to), list.length);
      list.push(to);
    }
  }
  return { list, indexOf: (state) => index.get(key(state))! };
}
