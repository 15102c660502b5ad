// Checks the curriculum without server or database: reads every level, replays its solutions and mistakes, searches for shorter
// programs, and says what is wrong as `path: key: what is wrong: what to do`.
//
//   node labs/check/main.ts [--root curriculum] [--only part-of-a-path] [--emit build] [--no-replay] [--json] [--progress]
//   node labs/check/main.ts --new PATH [--lab maze]
//
// --emit writes levels.json, lessons.json, solutions.json, labs.json and words.json for the server; --json prints the findings as JSON, for
// programs; --progress says on standard error how many levels are done, a line each. --new makes the folder of a course, unit, lesson or
// level, with an id of its own. Ends with 1 when something is wrong.
import { parseArgs } from "node:util";
import { emit } from "./emit.ts";
import { labs } from "./labs.ts";
import { readCourses } from "./lessons.ts";
import { readLibrary } from "./library.ts";
import { makeNew } from "./new.ts";
import { Problems } from "./problems.ts";
import { progressOf } from "./progress.ts";
import { readLevels } from "./read.ts";
import { replay, type Counts } from "./replay.ts";
import { checkTogether } from "./together.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: "curriculum" }, only: { type: "string" }, emit: { type: "string" }, "no-replay": { type: "boolean", default: false }, json: { type: "boolean", default: false }, progress: { type: "boolean", default: false }, new: { type: "string" }, lab: { type: "string" } },
});

if (values.new !== undefined) {
  const { lines, wrong } = makeNew(values.root, values.new, values.lab, labs);
  for (const line of lines) console.log(line);
  process.exit(wrong ? 1 : 0);
}

const problems = new Problems();
const counts: Counts = { levels: 0, solutions: 0, mistakes: 0 };
const files = readLevels(values.root, labs, problems);
const library = readLibrary(values.root, labs, new Set(files.map((file) => file.lab.lab)), problems);
const courses = readCourses(values.root, files, problems);
checkTogether(files, courses, library, problems);
if (!values["no-replay"]) {
  const chosen = [...files.entries()].filter(([, file]) => values.only === undefined || file.path.includes(values.only));
  const tell = progressOf(chosen.length, process.stderr, values.progress);
  for (const [done, [at, file]] of chosen.entries()) {
    tell(done);
    const before = files[at - 1];
    await replay(file, before?.lesson === file.lesson ? before : null, counts, problems);
  }
  tell(chosen.length);
}
if (values.emit !== undefined) await emit(values.emit, files, courses, library, labs);

if (values.json) {
  console.log(JSON.stringify({ problems: problems.lines, notes: problems.notes, ...counts }));
} else {
  for (const line of problems.lines) console.log(line);
  for (const note of problems.notes) console.log(`note: ${note}`);
  if (!values["no-replay"]) console.log(`${counts.levels} levels, ${counts.solutions} solutions, ${counts.mistakes} mistakes verified${problems.lines.length > 0 ? `; ${problems.lines.length} problems` : ""}`);
}
process.exitCode = problems.lines.length > 0 ? 1 : 0;
