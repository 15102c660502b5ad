// A small, sound curriculum in a folder of its own, for tests that plant faults in it.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";

export const course = "courses/maze";
export const unit = `${course}/01-maze`;
export const lesson = `${unit}/01-maze`;
export const first = `${lesson}/01-first`;
export const second = `${lesson}/02-second`;

/** The curriculum's folder in the running test. */
export let root: string;

export const levelToml = (id: string, map: string, more: string): string => `
id = "00000000-0000-4000-8000-00000000000${id}"
lab = "maze"
title = "A level"
concepts = ["sequence"]
instructions = "Go."
hint = "Count."
icons = true
toolbox = ["maze_move", "maze_left", "maze_right", "maze_repeat"]
${more}
[body]
theme = "garden"
map = ${map}
[[mistakes]]
name = "missing_move"
sentence = "One more."
[[mistakes]]
name = "extra_turn"
sentence = "No turn."
`;

const band = "[grade_band]\ngrades = [2, 5]\nages = [7, 11]\nicons_from = 0\n";
const named = (id: string): string => `id = "00000000-0000-4000-8000-0000000000${id}"\nslug = "maze"\ntitle = "A maze"\nsummary = "Out of it."\n`;
const mistakes = ["nothing_joined", "no_blocks", "loose_blocks", "loop_stands_still", "wrong_turn", "mirrored_turns", "too_few_times", "too_many_times", "outside_block", "inside_block", "wrong_question"];
const more = ["swapped_answers", "wrong_order", "missing_move", "extra_move", "missing_turn", "extra_turn", "star_left", "goal_passed", "round_and_round", "missed_corner"];

export function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

export function change(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, path), "utf8");
  expect(text).toMatch(from);
  put(path, text.replace(from, to));
}

export const remove = (path: string): void => rmSync(join(root, path), { recursive: true, force: true });

/** Runs the checker as its users do. */
export function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["labs/check/main.ts", "--root", root, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, lines: (stdout + stderr).trim().split("\n") });
    });
  });
}

/** In a test file's top: every test begins with the sound curriculum. */
export function useCurriculum(): void {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "curriculum-"));
    put(`${course}/course.toml`, `${named("c0")}language = "en"\norder = 1\nminutes = 20\n${band}`);
    put(`${unit}/unit.toml`, named("c1"));
    put(
      `${lesson}/lesson.toml`,
      `${named("c2")}minutes = 20\nobjectives = ["go"]\nconcepts = ["sequence"]\nstandards = ["csta:1A-AP-10"]\nlearned = ["going"]\ncongratulation = "There!"\n${band}[[vocabulary]]\nword = "go"\nmeaning = "To walk."\n`,
    );
    put(`${lesson}/lesson.md`, "Let us go.\n");
    put(`${lesson}/teachers.md`, "## Timing\n\n### 1. A level\n\nLet them go.\n");
    put(`${lesson}/unplugged.md`, "Go *without* a computer.\n");
    put(`${first}/level.toml`, levelToml("1", '["#>.G#"]', "optimal = 2"));
    put(`${first}/solution.txt`, "move; move");
    put(`${first}/mistakes/missing_move.txt`, "move");
    put(`${first}/mistakes/extra_turn.txt`, "move; left; move");
    put(`${second}/level.toml`, levelToml("2", '["#>..G#"]', 'optimal = 2\nteaches = ["maze_repeat"]'));
    put(`${second}/solution.txt`, "repeat 3 { move }");
    put(`${second}/mistakes/missing_move.txt`, "move; move");
    put(`${second}/mistakes/extra_turn.txt`, "repeat 3 { move; left }");
    put("concepts/sequence.md", '+++\ntitle = "Sequence"\ncan = "go"\nrequires = []\nstudent = "One after the other."\nteacher = "In order."\n+++\n\nAs in recipes.\n');
    put("standards/csta.toml", 'title = "Standards"\npublisher = "Teachers"\nyear = 2017\n[standards]\n1A-AP-10 = "Simple programs."\n');
    put("questions/maze.toml", `[mistakes]\n${[...mistakes, ...more].map((name) => `${name} = "Why?"\n`).join("")}[happened]\n${["wall", "short", "stars", "endless"].map((name) => `${name} = "Where?"\n`).join("")}`);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));
}
