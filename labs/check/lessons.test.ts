// Courses, units, lessons and what they refer to: each planted fault is named, the sound whole is handed to the server, and new
// folders begin with an id of their own.
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { change, course, first, lesson, levelToml, put, remove, root, run, second, unit, useCurriculum } from "./testing/curriculum.ts";

useCurriculum();

const concept = (more: string): string => `+++\ntitle = "Repeat"\ncan = "repeat"\n${more}\nstudent = "Again."\nteacher = "Again."\n+++\n\nAs in songs.\n`;

describe("a fault is named", () => {
  const faults: [string, () => void, RegExp][] = [
    ["a course without facts", () => remove(`${course}/course.toml`), /^courses\/maze\/course\.toml: file: it is missing: write it/],
    ["a course in another language", () => change(`${course}/course.toml`, '"en"', '"fr"'), /course\.toml: language: must be equal to constant/],
    ["a course whose minutes are not those of its lessons", () => change(`${course}/course.toml`, "minutes = 20", "minutes = 45"), /course\.toml: minutes: its lessons take 20, not 45/],
    ["grades the wrong way round", () => change(`${course}/course.toml`, "[2, 5]", "[5, 2]"), /course\.toml: grade_band\.grades: 5 comes after 2/],
    ["a unit without facts", () => remove(`${unit}/unit.toml`), /01-maze\/unit\.toml: file: it is missing/],
    ["a key nobody knows", () => change(`${unit}/unit.toml`, "summary", "sumary"), /unit\.toml: file: must NOT have additional properties.*sumary/],
    ["a unit without lessons", () => put(`${course}/02-empty/unit.toml`, `id = "00000000-0000-4000-8000-0000000000d1"\nslug = "empty"\ntitle = "Empty"\nsummary = "Nothing."\n`), /02-empty: folder: no lesson is in it/],
    ["a lesson without facts", () => remove(`${lesson}/lesson.toml`), /01-maze\/lesson\.toml: file: it is missing/],
    ["a lesson without a plan for teachers", () => remove(`${lesson}/teachers.md`), /teachers\.md: file: it is missing or empty/],
    ["a lesson without an opening off the computer", () => put(`${lesson}/unplugged.md`, "\n"), /unplugged\.md: file: it is missing or empty/],
    ["an hour with too few core levels", () => (change(`${lesson}/lesson.toml`, "minutes = 20", "minutes = 60"), change(`${course}/course.toml`, "minutes = 20", "minutes = 60")), /lesson\.toml: minutes: 2 core levels are in an hour: let 10 to 12 be core/],
    ["a picture version that is not promised", () => change(`${lesson}/lesson.toml`, "icons_from = 0\n", ""), /lesson\.toml: grade_band\.icons_from: some levels have icons/],
    ["a concept that no page explains", () => (change(`${first}/level.toml`, '["sequence"]', '["sequence", "magic"]'), change(`${lesson}/lesson.toml`, '["sequence"]', '["sequence", "magic"]')), /01-first\/level\.toml: concepts: there is no concept "magic": write concepts\/magic\.md/],
    ["a concept of the lesson that no level carries", () => (put("concepts/repeat.md", concept('requires = ["sequence"]')), change(`${lesson}/lesson.toml`, '["sequence"]', '["sequence", "repeat"]')), /lesson\.toml: concepts: they are not those of its levels.*write \["sequence"\]/],
    [
      "a concept before the one it requires",
      () => (put("concepts/repeat.md", concept('requires = ["sequence"]')), change(`${first}/level.toml`, '["sequence"]', '["repeat", "sequence"]'), change(`${lesson}/lesson.toml`, '["sequence"]', '["repeat", "sequence"]')),
      /lesson\.toml: concepts: repeat requires sequence, which comes later/,
    ],
    ["a concept that requires what is not there", () => change("concepts/sequence.md", "requires = []", 'requires = ["magic"]'), /concepts\/sequence\.md: requires: there is no concept "magic"/],
    ["a concept that requires itself in the end", () => (put("concepts/repeat.md", concept('requires = ["loop"]')), put("concepts/loop.md", concept('requires = ["repeat", "sequence"]'))), /concepts\/repeat\.md: requires: it requires itself in the end/],
    ["a concept without facts", () => put("concepts/sequence.md", "Only prose.\n"), /concepts\/sequence\.md: file: it does not begin with facts between two lines of \+\+\+/],
    ["a concept without prose", () => change("concepts/sequence.md", "As in recipes.", ""), /concepts\/sequence\.md: text: there is none/],
    ["a standard that nobody has put into words", () => change(`${lesson}/lesson.toml`, "1A-AP-10", "1A-AP-99"), /lesson\.toml: standards: there is no standard "csta:1A-AP-99": write 1A-AP-99 into standards\/csta\.toml/],
    ["a mistake without a question", () => change("questions/maze.toml", 'wrong_turn = "Why?"\n', ""), /questions\/maze\.toml: mistakes\.wrong_turn: there is no question for it/],
    ["a happening without a question", () => change("questions/maze.toml", 'endless = "Where?"\n', ""), /questions\/maze\.toml: happened\.endless: there is no question for it/],
    ["a question for nothing", () => change("questions/maze.toml", "wrong_turn", "wrong_lunch"), /questions\/maze\.toml: mistakes\.wrong_lunch: the lab says no such thing/],
    ["a question that asks nothing", () => change("questions/maze.toml", 'wrong_turn = "Why?"', 'wrong_turn = "Turn left."'), /questions\/maze\.toml: mistakes\.wrong_turn: must match pattern/],
    ["questions for a lab nobody built", () => put("questions/chess.toml", "[mistakes]\n"), /questions\/chess\.toml: file: there is no lab "chess"/],
    ["no questions at all", () => remove("questions/maze.toml"), /questions\/maze\.toml: file: it is missing/],
    ["HTML in prose", () => put(`${lesson}/lesson.md`, "Let us\n<b>go</b>.\n"), /lesson\.md: line 2: HTML is not among the Markdown our pages show/],
    ["a link in a concept", () => change("concepts/sequence.md", "As in recipes.", "See [here](https://example.org)."), /concepts\/sequence\.md: line 9: a link is not among/],
    ["a plan that fell behind the levels", () => change(`${first}/level.toml`, '"A level"', '"Another level"'), /teachers\.md: line 3: level 1 is "Another level": let the heading say so/],
    ["a plan for a level that is not there", () => change(`${lesson}/teachers.md`, "### 1.", "### 7."), /teachers\.md: line 3: level 7 is not there/],
    ["a folder without a number", () => (cpSync(join(root, second), join(root, lesson, "second"), { recursive: true }), remove(second)), /01-maze\/second: folder: its name does not say where it stands/],
    ["a level in the wrong depth", () => put(`${unit}/level.toml`, levelToml("3", '["#>...G#"]', "optimal = 2")), /courses\/maze\/01-maze\/level\.toml: folder: a level lies in courses\/COURSE\/UNIT\/LESSON\/LEVEL/],
    ["a lesson and a level of the same id", () => change(`${lesson}/lesson.toml`, "0000000000c2", "000000000001"), /01-first\/level\.toml: id: courses\/maze\/01-maze\/01-maze has the same/],
    ["two lessons of the same address", () => cpSync(join(root, lesson), join(root, unit, "02-again"), { recursive: true }), /02-again\/lesson\.toml: slug: .*01-maze\/01-maze has the same: choose another word/],
  ];
  test.each(faults)("%s", async (_fault, plant, line) => {
    plant();
    const { code, lines } = await run("--no-replay");
    expect(code).toBe(1);
    expect(lines.filter((one) => line.test(one)), lines.join("\n")).toHaveLength(1);
  });
});

test("the server is handed courses, units, lessons, concepts, standards and questions", async () => {
  const build = join(root, "build");
  await run("--no-replay", "--emit", build);
  const text = readFileSync(join(build, "lessons.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({
    courses: [
      {
        path: course,
        slug: "maze",
        language: "en",
        order: 1,
        grade_band: { grades: [2, 5], ages: [7, 11], icons_from: 0 },
        units: [
          {
            path: unit,
            number: 1,
            lessons: [
              {
                path: lesson,
                number: 1,
                minutes: 20,
                objectives: ["go"],
                concepts: ["sequence"],
                standards: ["csta:1A-AP-10"],
                learned: ["going"],
                congratulation: "There!",
                vocabulary: [{ word: "go", meaning: "To walk." }],
                introduction: "Let us go.",
                plan: "## Timing\n\n### 1. A level\n\nLet them go.",
                unplugged: "Go *without* a computer.",
                levels: ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"],
              },
            ],
          },
        ],
      },
    ],
    concepts: { sequence: { title: "Sequence", can: "go", requires: [], student: "One after the other.", teacher: "In order.", text: "As in recipes." } },
    standards: { "csta:1A-AP-10": "Simple programs." },
    books: { csta: { title: "Standards", publisher: "Teachers", year: 2017 } },
    questions: { maze: { mistakes: { wrong_turn: "Why?" }, happened: { wall: "Where?" } } },
  });
  expect(text).not.toMatch(/"next"|move; move/);
});

test("levels of a lesson that cannot be used are not handed to the server either", async () => {
  const build = join(root, "build");
  change(`${lesson}/lesson.toml`, "minutes = 20", 'minutes = "long"');
  expect((await run("--no-replay", "--emit", build)).code).toBe(1);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(build, name), "utf8"));
  expect([read("levels.json"), read("solutions.json")]).toEqual([{ levels: [] }, { levels: {} }]);
  expect(read("lessons.json")).toMatchObject({ courses: [{ units: [{ lessons: [] }] }] });
});

describe("a new", () => {
  const idOf = (path: string): string => /^id = "([^"]+)"/.exec(readFileSync(join(root, path), "utf8"))![1]!;

  test("level has an id of its own, the lab of its neighbours, and says what is left to write", async () => {
    const path = `${lesson}/03-third`;
    const { code, lines } = await run("--new", path);
    expect(code).toBe(0);
    expect(lines).toContain(`${path}/level.toml written`);
    const text = readFileSync(join(root, path, "level.toml"), "utf8");
    expect(text).toMatch(/^id = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"\nlab = "maze"/);
    const after = await run();
    expect(after.code).toBe(1);
    for (const key of ["title", "instructions", "mistakes.0.sentence"]) expect(after.lines).toContain(`${path}/level.toml: ${key}: it is empty: fill it in`);
    expect(after.lines.join("\n")).toContain(`${path}/level.toml: mistakes.0.name: `);
    await run("--new", `${lesson}/04-fourth`);
    expect(idOf(`${lesson}/04-fourth/level.toml`)).not.toBe(idOf(`${path}/level.toml`));
  });

  test("course, unit and lesson, one after the other", async () => {
    for (const path of ["courses/chess", "courses/chess/01-pawns", "courses/chess/01-pawns/01-forward"]) expect((await run("--new", path)).code).toBe(0);
    expect(readFileSync(join(root, "courses/chess/01-pawns/01-forward/lesson.toml"), "utf8")).toMatch(/slug = "forward"/);
    const { lines } = await run("--no-replay");
    for (const [file, key] of [["course.toml", "title"], ["01-pawns/unit.toml", "summary"], ["01-pawns/01-forward/lesson.toml", "objectives"], ["01-pawns/01-forward/teachers.md", "file"]]) {
      expect(lines.join("\n")).toContain(`courses/chess/${file}: ${key}: `);
    }
  });

  test.each([
    [first, [], /folder: it is there already: choose another name/],
    [`${lesson}/third`, [], /folder: its name does not fit: begin it with two digits/],
    ["courses/maze/09-none/01-none", [], /folder: courses\/maze\/09-none is not there: make that one first/],
    [`${first}/01-deeper`, [], /folder: it is no place for a course, unit, lesson or level/],
    ["concepts/magic", [], /folder: it is no place/],
    [`${lesson}/03-third`, ["--lab", "chess"], /folder: there is no lab "chess": use one of maze/],
  ])("is refused: %s %s", async (path, more, line) => {
    const there = existsSync(join(root, path));
    const { code, lines } = await run("--new", path, ...more);
    expect(code).toBe(1);
    expect(lines.join("\n")).toMatch(line);
    expect(existsSync(join(root, path))).toBe(there);
  });
});
