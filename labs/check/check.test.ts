// The checker as authors meet it: a sound curriculum passes, and each fault planted in a level is named with its place and what to do.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { change, first, levelToml, put, remove, root, run, second, useCurriculum } from "./testing/curriculum.ts";

useCurriculum();

describe("a sound curriculum", () => {
  test("passes", async () => {
    expect(await run()).toEqual({ code: 0, lines: ["2 levels, 2 solutions, 4 mistakes verified"] });
  });

  test("is handed to the server, solutions apart", async () => {
    const build = join(root, "build");
    await run("--emit", build);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(build, name), "utf8"));
    expect(read("levels.json")).toMatchObject({ levels: [{ path: first, number: 1, optimal: 2, core: true, freePlay: false, body: { map: ["#>.G#"] }, mistakes: { missing_move: "One more." } }, { number: 2 }] });
    expect(readFileSync(join(build, "levels.json"), "utf8")).not.toMatch(/"next"/);
    expect(read("solutions.json")).toMatchObject({
      levels: { "00000000-0000-4000-8000-000000000002": { solutions: [{ text: "repeat 3 {\n  move\n}\n", verdict: { outcome: "perfect", blocks: 2 } }], mistakes: [{ name: "extra_turn" }, { name: "missing_move", verdict: { mistake: "missing_move" } }] } },
    });
    expect(read("labs.json")).toMatchObject({ labs: [{ lab: "maze", tier: 1, uploads: false, textPlaces: [] }, { lab: "drawing", tier: 1, uploads: false, textPlaces: [] }] });
  });

  test("may hold free play without solution, and programs saved by the workspace", async () => {
    remove(second);
    put(`${second}/level.toml`, levelToml("2", '["#>..G#"]', "free_play = true").replace(/\[\[mistakes[^]*$/, ""));
    put(`${first}/solution.json`, JSON.stringify({ blocks: { languageVersion: 0, blocks: [{ type: "start", id: "s", next: { block: { type: "maze_repeat", id: "a", fields: { TIMES: 2 }, inputs: { DO: { block: { type: "maze_move", id: "b" } } } } } }] } }));
    remove(`${first}/solution.txt`);
    expect(await run()).toEqual({ code: 0, lines: ["2 levels, 1 solutions, 2 mistakes verified"] });
  });
});

describe("a fault is named", () => {
  const faults: [string, () => void, RegExp][] = [
    ["TOML that is none", () => change(`${first}/level.toml`, 'title = "A level"', "title = A level"), /01-first\/level\.toml: line \d+: .*: mend the TOML/],
    ["a key nobody knows", () => change(`${first}/level.toml`, "hint =", "hints ="), /01-first\/level\.toml: file: must NOT have additional properties: .*hints/],
    ["an id that is none", () => change(`${first}/level.toml`, /id = "[^"]*"/, 'id = "1"'), /level\.toml: id: must match pattern/],
    ["an id used twice", () => change(`${second}/level.toml`, "0002", "0001"), /02-second\/level\.toml: id: .*01-first has the same: draw a new one/],
    ["a lab nobody built", () => change(`${first}/level.toml`, 'lab = "maze"', 'lab = "chess"'), /lab: there is no lab "chess": use one of maze/],
    ["a block the lab lacks", () => change(`${first}/level.toml`, '"maze_left"', '"maze_jump"'), /toolbox\.1: the maze lab has no block "maze_jump": use maze_move/],
    ["a body against its schema", () => change(`${first}/level.toml`, "garden", "casino"), /level\.toml: body\.theme: must be equal to one of the allowed values/],
    ["a map without goal", () => change(`${first}/level.toml`, "#>.G#", "#>..#"), /level\.toml: body: there must be exactly one goal/],
    ["a mistake the lab does not recognise", () => change(`${first}/level.toml`, "missing_move", "missing_lunch"), /mistakes\.0\.name: the maze lab recognises no mistake "missing_lunch"/],
    ["a mistake without program", () => remove(`${first}/mistakes/extra_turn.txt`), /mistakes\/extra_turn\.txt: file: it is missing/],
    ["a program without mistake", () => put(`${first}/mistakes/wrong_turn.txt`, "left"), /mistakes\/wrong_turn\.txt: name: level\.toml has no sentence for wrong_turn/],
    ["only one mistake", () => change(`${first}/level.toml`, /\[\[mistakes\]\]\nname = "extra_turn"[^]*$/, ""), /level\.toml: mistakes: only 1 of two/],
    ["a mistake that solves the level", () => put(`${first}/mistakes/extra_turn.txt`, "move; move; left"), /extra_turn\.txt: program: it solves the level/],
    ["a mistake that is another", () => put(`${first}/mistakes/extra_turn.txt`, "move"), /extra_turn\.txt: program: it meets missing_move, not extra_turn/],
    [
      "a mistake that only one program makes",
      () => (change(`${first}/level.toml`, "missing_move", "no_blocks"), remove(`${first}/mistakes/missing_move.txt`), put(`${first}/mistakes/no_blocks.txt`, "")),
      /no_blocks\.txt: program: only 0 small changes of it meet the same mistake, 3 must/,
    ],
    ["a second example of a mistake that is another", () => put(`${first}/mistakes/extra_turn-2.txt`, "move"), /extra_turn-2\.txt: program: it meets missing_move, not extra_turn/],
    ["no solution", () => remove(`${first}/solution.txt`), /01-first: solution\.txt: there is no solution/],
    ["a solution that does not solve", () => put(`${first}/solution.txt`, "move; left"), /solution\.txt: program: it does not solve the level/],
    ["a solution in words nobody knows", () => put(`${first}/solution.txt`, "move\nhop"), /solution\.txt: text: line 2: cannot read "hop"; blocks are: move \|/],
    ["a solution that is too long", () => put(`${first}/solution.txt`, "move; move; left"), /solution\.txt: blocks: it has 3 blocks, optimal says 2/],
    ["a solution out of blocks that are not offered", () => put(`${first}/solution.txt`, "until goal { move }"), /solution\.txt: program: it uses maze_until, which is not in the toolbox/],
    ["an optimal that is not", () => (change(`${second}/level.toml`, "optimal = 2", "optimal = 3"), put(`${second}/solution.txt`, "move; move; move")), /level\.toml: optimal: 2 blocks are enough: repeat 3 \{ move \}/],
    ["a missing optimal", () => change(`${first}/level.toml`, "optimal = 2", ""), /level\.toml: optimal: it is missing/],
    ["a new block nobody needs", () => change(`${first}/level.toml`, "optimal = 2", 'optimal = 2\nteaches = ["maze_repeat"]'), /teaches: without maze_repeat 2 blocks are enough: move move/],
    ["a level solved by the solution before", () => (change(`${second}/level.toml`, "#>..G#", "#.>.G#"), change(`${second}/level.toml`, '\nteaches = ["maze_repeat"]', ""), put(`${second}/solution.txt`, "repeat 2 { move }")), /02-second: body: the solution of the level before .* solves this one too/],
    ["a twin", () => (change(`${second}/level.toml`, "#>..G#", "#>.G#"), change(`${second}/level.toml`, "garden", "islands"), put(`${second}/solution.txt`, "move; move")), /02-second\/level\.toml: body: .*01-first asks for the same and is solved by the same/],
    ["a start that is the solution", () => put(`${first}/start.txt`, "move; move"), /start: program: it solves the level already/],
    ["an icon level that the strip cannot hold", () => change(`${first}/level.toml`, '"maze_repeat"', '"maze_if"'), /level\.toml: icons: maze_if is not in the icon strip/],
    ["an icon solution that the strip cannot build", () => put(`${first}/solution.txt`, "repeat 1 { repeat 2 { move } }"), /solution\.txt: program: the icon strip cannot build it/],
  ];
  test.each(faults)("%s", async (_fault, plant, line) => {
    plant();
    const { code, lines } = await run();
    expect(code).toBe(1);
    expect(lines.filter((one) => line.test(one)), lines.join("\n")).toHaveLength(1);
  });

  test("as JSON for programs", async () => {
    remove(`${first}/solution.txt`);
    const { code, lines } = await run("--json");
    expect(code).toBe(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ levels: 2, solutions: 1, mistakes: 4, problems: [expect.stringContaining("there is no solution")] });
  });

  test("a copy of a whole level is found out", async () => {
    cpSync(join(root, first), join(root, "courses/maze/01-maze/02-other/01-copy"), { recursive: true });
    const { lines } = await run();
    expect(lines.join("\n")).toMatch(/01-copy\/level\.toml: id: [^]*01-copy\/level\.toml: body: .*asks for the same/);
  });
});
