// The search against the plain way: writing down every program of a size and walking each of them.
import { describe, expect, test } from "vitest";
import { levelOf, treeOf } from "./testing/levels.ts";
import { fewest } from "./search.ts";
import { simulate } from "./simulate.ts";
import { readMaze } from "./world.ts";

const everything = ["maze_move", "maze_left", "maze_right", "maze_repeat", "maze_until", "maze_if", "maze_if_else"];
const steps = everything.slice(0, 3);

const memory = new Map<string, string[]>();

/** Every stack of exactly `size` blocks, in text form. */
function stacks(size: number, toolbox: readonly string[]): string[] {
  const key = `${size} ${toolbox.join()}`;
  const known = memory.get(key);
  if (known) return known;
  const all = size === 0 ? [""] : range(1, size).flatMap((first) => statements(first, toolbox).flatMap((one) => stacks(size - first, toolbox).map((rest) => `${one}\n${rest}`)));
  memory.set(key, all);
  return all;
}

function statements(size: number, toolbox: readonly string[]): string[] {
  const has = (type: string): boolean => toolbox.includes(type);
  const found: string[] = size === 1 ? ["move", "left", "right"].filter((word) => has(`maze_${word}`)) : [];
  const ways = ["ahead", "left", "right"];
  for (const body of stacks(size - 1, toolbox)) {
    if (has("maze_repeat")) found.push(...[2, 3, 4, 5].map((times) => `repeat ${times} { ${body} }`));
    if (has("maze_until")) found.push(`until goal { ${body} }`);
    if (has("maze_if")) found.push(...ways.map((way) => `if path ${way} { ${body} }`));
  }
  if (has("maze_if_else")) {
    for (const yes of range(0, size - 1)) for (const a of stacks(yes, toolbox)) for (const b of stacks(size - 1 - yes, toolbox)) found.push(...ways.map((way) => `if path ${way} { ${a} } else { ${b} }`));
  }
  return found;
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

function plainly(map: readonly string[], toolbox: readonly string[], most: number): number | null {
  const maze = readMaze(levelOf(map).body);
  return range(0, most).find((size) => stacks(size, toolbox).some((text) => simulate(maze, treeOf(text)).solved)) ?? null;
}

const tiny: [string, string[]][] = [
  ["line", ["#>.G#"]],
  ["longer", ["#>...G#"]],
  ["behind", ["#G.>#"]],
  ["corner", [">.#", "#.#", "#G#"]],
  ["zigzag", [">.#", "#.G"]],
  ["star", ["*>.G"]],
  ["room", [">..", "...", "..G"]],
  ["ring", [">..", ".#.", ".G."]],
  ["far", [">....", "####.", "####G"]],
];

describe.each(tiny)("the shortest program in the %s maze", (_name, map) => {
  test.each([
    [steps, 5],
    [[...steps, "maze_repeat"], 4],
    [[...steps, "maze_until"], 4],
    [[...steps, "maze_if"], 3],
    [[...steps, "maze_until", "maze_if_else"], 3],
    [everything, 3],
  ])("out of %j up to %i blocks", (toolbox, most) => {
    const found = fewest(levelOf(map), toolbox, most);
    expect(found).toMatchObject({ blocks: plainly(map, toolbox, most), proven: true });
    if (found.example !== null) {
      const tree = treeOf(found.example);
      expect([tree.count, simulate(readMaze(levelOf(map).body), tree).solved]).toEqual([found.blocks, true]);
    }
  });
});

describe("a search", () => {
  test("finds the wall follower and the counted stairs", () => {
    const spiral = ["########", "#>.....#", "######.#", "#....#.#", "#.##.#.#", "#.#G.#.#", "#.####.#", "#......#", "########"];
    expect(fewest(levelOf(spiral), everything, 4)).toMatchObject({ blocks: 4, proven: true });
    expect(fewest(levelOf(spiral), everything, 3)).toMatchObject({ blocks: null, proven: true });
    const stairs = ["#######", "#>.####", "##..###", "###..##", "####..#", "#####G#", "#######"];
    expect(fewest(levelOf(stairs), [...steps, "maze_repeat"], 8)).toMatchObject({ blocks: 5, proven: true });
    expect(fewest(levelOf(stairs), steps, 8)).toMatchObject({ blocks: null, proven: true });
  });

  test("finds nothing to do where the start is the goal's neighbour in the back", () => {
    expect(fewest(levelOf(["G>"]), ["maze_move", "maze_left"], 4)).toMatchObject({ blocks: 3 });
    expect(fewest(levelOf(["G>"]), ["maze_move"], 6)).toMatchObject({ blocks: null, proven: true });
  });
});
