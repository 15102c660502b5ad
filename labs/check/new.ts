// Makes the folder of a course, unit, lesson or level with an id of its own. What only the author can write is left empty, and the
// checker says of each empty place that it is.
import { randomUUID } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { LabCheck } from "../parts/check.ts";

interface Made {
  readonly lines: readonly string[];
  readonly wrong: boolean;
}

/** `path` is the new folder, from where one stands or from the curriculum's folder on; its depth says what it becomes. */
export function makeNew(root: string, path: string, labName: string | undefined, labs: readonly LabCheck[]): Made {
  const refuse = (wrong: string, todo: string): Made => ({ lines: [`${path}: folder: ${wrong}: ${todo}`], wrong: true });
  const folder = path.startsWith("courses/") ? join(root, path) : path;
  const parts = relative(resolve(root), resolve(folder)).replaceAll("\\", "/").split("/");
  const what = parts[0] === "courses" ? ([null, "course", "unit", "lesson", "level"] as const)[parts.length - 1] : null;
  if (!what) return refuse("it is no place for a course, unit, lesson or level", "use courses/COURSE/UNIT/LESSON/LEVEL, or a part of that from the start");
  if (existsSync(folder)) return refuse("it is there already", "choose another name");
  if (what !== "course" && !existsSync(dirname(folder))) return refuse(`${dirname(path)} is not there`, "make that one first");
  const name = basename(folder);
  if (!(what === "course" ? /^[a-z][a-z0-9-]*$/ : /^\d\d-[a-z0-9-]+$/).test(name)) {
    return refuse("its name does not fit", what === "course" ? "use small letters, digits, hyphens" : "begin it with two digits and a hyphen: 07-name");
  }
  const lab = labs.find((one) => one.lab === (labName ?? labOfNeighbour(dirname(folder)) ?? labs[0]?.lab));
  if (!lab) return refuse(`there is no lab "${labName}"`, `use one of ${labs.map((one) => one.lab).join(", ")}`);

  const files = what === "level" ? levelFiles(lab) : { [`${what}.toml`]: facts[what](name.replace(/^\d\d-/, "")), ...(what === "lesson" ? { "lesson.md": "", "teachers.md": "", "unplugged.md": "" } : {}) };
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return { lines: [...Object.keys(files).map((file) => `${path}/${file} written`), `Fill in the empty places; \`homeroom curriculum check --only ${name}\` says what is left.`], wrong: false };
}

/** A new level is most likely of the lab that its neighbours are of. */
function labOfNeighbour(lesson: string): string | undefined {
  for (const path of globSync("*/level.toml", { cwd: lesson })) {
    const found = /^lab = "([a-z]+)"/m.exec(readFileSync(join(lesson, path), "utf8"));
    if (found) return found[1];
  }
  return undefined;
}

const band = `
[grade_band]
grades = [2, 5]     # from, to; 0 is kindergarten
ages = [7, 11]
`;

const facts = {
  course: (slug: string) => `id = "${randomUUID()}"
slug = "${slug}"
title = ""
summary = ""
language = "en"
order = 1           # place in the catalogue
minutes = 60        # all its lessons together
${band}`,
  unit: (slug: string) => `id = "${randomUUID()}"
slug = "${slug}"
title = ""
summary = ""
`,
  lesson: (slug: string) => `id = "${randomUUID()}"
slug = "${slug}"
title = ""
summary = ""
minutes = 60
objectives = []     # each goes on after "Students can ..."
concepts = []       # those its levels carry, in the order of meeting
standards = []      # "csta:1A-AP-10": file in standards/, colon, code
learned = []        # each goes on after "You have learned ..."
congratulation = ""
${band}
[[vocabulary]]
word = ""
meaning = ""
`,
};

function levelFiles(lab: LabCheck): Record<string, string> {
  const about = (lab.bodySchema as { readonly description?: string }).description ?? "";
  const toolbox = lab.blocks.filter((spec) => spec.shape !== "start").map((spec) => spec.type);
  return {
    "solution.txt": "",
    "level.toml": `id = "${randomUUID()}"
lab = "${lab.lab}"
title = ""
core = false        # true: part of the hour
icons = false       # true: also with picture buttons
concepts = []
instructions = ""   # what to do, in two short sentences
hint = ""           # a question or a nudge, never the answer
optimal = 1         # blocks of the shortest solution
toolbox = ${JSON.stringify(toolbox)}

${about.split("\n").map((line) => `# ${line}`.trimEnd()).join("\n")}
[body]

# Two mistakes at least, each with a program in mistakes/NAME.txt. The ${lab.lab} lab recognises ${lab.mistakes.join(", ")}.
[[mistakes]]
name = ""
sentence = ""
`,
  };
}
