// What the checker asks of a lab that cannot search and whose goal is computed: the drawing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { check } from "../drawing/check.ts";
import { lesson, put, remove, root, run, useCurriculum } from "./testing/curriculum.ts";

const level = `${lesson}/03-square`;

const toml = (more: string, teaches = 'teaches = ["drawing_repeat"]'): string => `
id = "00000000-0000-4000-8000-000000000003"
lab = "drawing"
title = "A square"
concepts = ["sequence"]
instructions = "Draw."
hint = "Count."
optimal = 3
${teaches}
toolbox = ["drawing_repeat", "drawing_forward", "drawing_right"]
[body]
${more}
[[mistakes]]
name = "too_few_times"
sentence = "More sides."
[[mistakes]]
name = "wrong_length"
sentence = "Count the squares."
`;

useCurriculum();

beforeEach(() => {
  put("questions/drawing.toml", `[mistakes]\n${check.mistakes.map((name) => `${name} = "Why?"\n`).join("")}[happened]\n${check.happened!.map((name) => `${name} = "Where?"\n`).join("")}`);
  put(`${level}/level.toml`, toml(""));
  put(`${level}/solution.txt`, "repeat 4 { forward 100; right 90 }");
  put(`${level}/without.txt`, "forward 100; right 90; forward 100; right 90; forward 100; right 90; forward 100");
  put(`${level}/mistakes/too_few_times.txt`, "repeat 3 { forward 100; right 90 }");
  put(`${level}/mistakes/wrong_length.txt`, "repeat 4 { forward 80; right 90 }");
});

test("a sound drawing passes, and is handed to the server with its goal and without its solution", async () => {
  const build = join(root, "build");
  expect(await run("--emit", build)).toEqual({ code: 0, lines: ["3 levels, 3 solutions, 6 mistakes verified"] });
  const levels = readFileSync(join(build, "levels.json"), "utf8");
  expect(JSON.parse(levels)).toMatchObject({ levels: [{ lab: "maze" }, { lab: "maze" }, { lab: "drawing", body: { goal: [{ colour: "royalblue", width: 4, points: [0, 0, 0, 100, 100, 100, 100, 0, 0, 0] }] } }] });
  expect(levels).not.toMatch(/"next"|"TIMES"/);
  expect(readFileSync(join(build, "solutions.json"), "utf8")).toMatch(/turnRight\(90\)/);
});

const faults: [string, () => void, RegExp][] = [
  ["no program without what is taught", () => remove(`${level}/without.txt`), /without\.txt: file: it is missing: write the shortest program you can without drawing_repeat/],
  ["one that uses it all the same", () => put(`${level}/without.txt`, "repeat 1 { forward 100; right 90 } forward 100; right 90; forward 100; right 90; forward 100"), /without\.txt: program: it uses drawing_repeat, which the level teaches/],
  ["one that does not draw the goal", () => put(`${level}/without.txt`, "forward 100; right 90; forward 100; right 90; forward 90"), /without\.txt: program: it does not solve the level/],
  ["one that is no longer than the solution", () => (put(`${level}/solution.txt`, "repeat 1 { forward 100 } right 0"), put(`${level}/without.txt`, "forward 100")), /level\.toml: teaches: without drawing_repeat 1 blocks are enough/],
  ["one out of blocks that are not offered", () => put(`${level}/without.txt`, "forward 100; left 270; forward 100; right 90; forward 100; right 90; forward 100"), /without\.txt: program: it uses drawing_left, which is not in the toolbox/],
  ["loops as deep in each other as those of the solution, where that is taught", () => (put(`${level}/level.toml`, toml("", "")), put(`${level}/without.txt`, "repeat 4 { forward 50; forward 50; right 90 }")), /without\.txt: program: its blocks lie as deep in each other/],
  ["a solution with a block too many", () => (put(`${level}/solution.txt`, "repeat 4 { forward 100; right 90; right 0 }"), put(`${level}/level.toml`, toml("").replace("optimal = 3", "optimal = 4"))), /level\.toml: optimal: 3 blocks are enough: repeat 4 \{ forward 100 right 90 \}/],
  ["a goal typed by hand", () => put(`${level}/level.toml`, toml("goal = []")), /level\.toml: body: goal is computed from solution\.txt: leave it out/],
  ["a solution over the edge of the paper", () => put(`${level}/solution.txt`, "repeat 4 { forward 300; right 90 }"), /solution\.txt: program: the solution draws over the edge of the paper/],
  ["a solution without a line", () => put(`${level}/solution.txt`, "repeat 4 { right 90; right 90 }"), /solution\.txt: program: the solution draws nothing/],
];
test.each(faults)("a fault is named: %s", async (_fault, plant, line) => {
  plant();
  const { code, lines } = await run();
  expect(code).toBe(1);
  expect(lines.filter((one) => line.test(one)), lines.join("\n")).toHaveLength(1);
});
