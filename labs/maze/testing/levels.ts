// Mazes and shorthands for this lab's tests.
import type { LevelData, Verdict } from "../../parts/contract.ts";
import { compile, readProgram, type Tree } from "../../parts/generate/index.ts";
import { blocks } from "../api.ts";
import { judge } from "../judge.ts";
import { simulate } from "../simulate.ts";
import { readMaze, type MazeBody } from "../world.ts";

export const maps = {
  line: ["######", "#>..G#", "######"],
  corner: ["#####", "#>..#", "###.#", "###G#", "#####"],
  zigzag: ["#####", "#>.##", "##.G#", "#####"],
  stairs: ["#######", "#>.####", "##..###", "###..##", "####..#", "#####G#", "#######"],
  star: ["#####", "#>.G#", "#.###", "#*###", "#####"],
  beyond: ["#######", "#>.G..#", "#######"],
  ring: ["######", "#>...#", "#.##.#", "#..G.#", "######"],
} satisfies Record<string, string[]>;

export type MapName = keyof typeof maps;

export function levelOf(map: readonly string[], more: Partial<LevelData<MazeBody>> = {}): LevelData<MazeBody> {
  return {
    id: "00000000-0000-4000-8000-000000000000",
    number: 1,
    lab: "maze",
    title: "A level",
    core: true,
    freePlay: false,
    icons: false,
    instructions: "Go.",
    hint: "",
    say: "Go.",
    optimal: 3,
    start: {},
    toolbox: blocks.filter((spec) => spec.shape !== "start").map((spec) => spec.type),
    body: { theme: "garden", map },
    mistakes: {},
    ...more,
  };
}

export function treeOf(text: string): Tree {
  const compiled = compile(blocks, text);
  if (compiled.problem !== undefined) throw new Error(compiled.problem);
  const { tree } = readProgram(blocks, compiled.program);
  if (!tree) throw new Error("unreadable");
  return tree;
}

export function verdictOf(level: LevelData<MazeBody>, text: string): Verdict {
  const maze = readMaze(level.body);
  const tree = treeOf(text);
  return judge(level, maze, tree, simulate(maze, tree));
}
