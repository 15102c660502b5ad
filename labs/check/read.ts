// Reads the levels of the curriculum from their folders; nothing is run here.
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { ValidateFunction } from "ajv";
import type { LabCheck } from "../parts/check.ts";
import type { LevelData, Program } from "../parts/contract.ts";
import { compile, readProgram, type Tree } from "../parts/generate/index.ts";
import levelSchema from "./level.schema.json" with { type: "json" };
import type { Problems } from "./problems.ts";
import { compileSchema, readToml, report } from "./toml.ts";

/** A program of a level: the file it stands in, and what it is. */
export interface Written {
  readonly path: string;
  /** The file's name without ending: for a mistake, the mistake's name. */
  readonly name: string;
  readonly program: Program;
  readonly tree: Tree;
}

export interface LevelFile {
  /** The level's folder, from the curriculum's folder on, with `/`. */
  readonly path: string;
  /** The lesson's folder, alike. */
  readonly lesson: string;
  readonly lab: LabCheck;
  /** The level in English, as a page would get it. */
  readonly level: LevelData<never>;
  readonly concepts: readonly string[];
  readonly teaches: readonly string[];
  /** The first one is the shortest. */
  readonly solutions: readonly Written[];
  readonly mistakes: readonly Written[];
  /** The author's best program without the blocks in `teaches`, for labs that cannot search. */
  readonly without: Written | null;
}

interface Toml {
  readonly id: string;
  readonly lab: string;
  readonly title: string;
  readonly core?: boolean;
  readonly free_play?: boolean;
  readonly icons?: boolean;
  readonly concepts: readonly string[];
  readonly teaches?: readonly string[];
  readonly instructions: string;
  readonly say?: string;
  readonly hint?: string;
  readonly optimal?: number;
  readonly toolbox: readonly string[];
  readonly body: unknown;
  readonly mistakes?: readonly { readonly name: string; readonly sentence: string }[];
}

const validLevel = compileSchema(levelSchema);
const bodies = new Map<string, ValidateFunction>();

/** All levels under `root`/courses, in the order pupils meet them. Levels too broken to replay are reported and left out. */
export function readLevels(root: string, labs: readonly LabCheck[], problems: Problems): LevelFile[] {
  const numbers = new Map<string, number>();
  return globSync("courses/**/level.toml", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .flatMap((file) => {
      const path = dirname(file);
      const lesson = dirname(path);
      const number = (numbers.get(lesson) ?? 0) + 1;
      numbers.set(lesson, number);
      const level = readLevel(root, path, number, labs, problems);
      return level ? [level] : [];
    });
}

function readLevel(root: string, path: string, number: number, labs: readonly LabCheck[], problems: Problems): LevelFile | null {
  const file = `${path}/level.toml`;
  const toml = readToml<Toml>(root, file, validLevel, problems);
  if (toml === null) return null;
  const lab = labs.find((one) => one.lab === toml.lab);
  if (!lab) {
    problems.add(file, "lab", `there is no lab "${toml.lab}"`, `use one of ${labs.map((one) => one.lab).join(", ")}`);
    return null;
  }
  const before = problems.lines.length;
  checkBody(file, lab, toml.body, problems);
  for (const [at, type] of toml.toolbox.entries()) {
    if (!lab.blocks.some((spec) => spec.type === type && spec.shape !== "start")) {
      problems.add(file, `toolbox.${at}`, `the ${lab.lab} lab has no block "${type}"`, `use ${lab.blocks.filter((spec) => spec.shape !== "start").map((spec) => spec.type).join(", ")}`);
    }
  }
  for (const type of toml.teaches ?? []) if (!toml.toolbox.includes(type)) problems.add(file, "teaches", `"${type}" is not in the toolbox`, "add it there, or leave it out here");
  for (const [at, { name }] of (toml.mistakes ?? []).entries()) {
    if (!lab.mistakes.includes(name)) problems.add(file, `mistakes.${at}.name`, `the ${lab.lab} lab recognises no mistake "${name}"`, `use one of ${lab.mistakes.join(", ")}`);
  }
  if (problems.lines.length > before) return null;

  const start = readWritten(root, lab, `${path}/start`, problems);
  const solutions = [readWritten(root, lab, `${path}/solution`, problems), ...readFolder(root, lab, `${path}/solutions`, problems)].filter((one) => one !== null);
  return {
    path,
    lesson: dirname(path),
    lab,
    concepts: toml.concepts,
    teaches: toml.teaches ?? [],
    solutions,
    mistakes: readFolder(root, lab, `${path}/mistakes`, problems),
    without: readWritten(root, lab, `${path}/without`, problems),
    level: {
      id: toml.id,
      number,
      lab: toml.lab,
      title: toml.title,
      core: toml.core ?? true,
      freePlay: toml.free_play ?? false,
      icons: toml.icons ?? false,
      instructions: toml.instructions,
      hint: toml.hint ?? "",
      say: toml.say ?? toml.instructions,
      optimal: toml.optimal ?? null,
      start: start?.program ?? emptyProgram(lab),
      toolbox: toml.toolbox,
      body: completed(lab, toml, solutions[0], problems) as never,
      mistakes: Object.fromEntries((toml.mistakes ?? []).map(({ name, sentence }) => [name, sentence])),
    },
  };
}

function checkBody(file: string, lab: LabCheck, body: unknown, problems: Problems): void {
  const valid = bodies.get(lab.lab) ?? compileSchema(lab.bodySchema);
  bodies.set(lab.lab, valid);
  if (!valid(body)) report(file, "body", valid, problems);
  else for (const problem of lab.bodyProblems(body as never)) problems.add(file, "body", problem, `see labs/${lab.lab}/level.schema.json`);
}

/** The body with what the lab computes from the shortest solution. */
function completed(lab: LabCheck, toml: Toml, solution: Written | undefined, problems: Problems): unknown {
  if (!lab.complete || !solution || toml.free_play === true) return toml.body;
  const made = lab.complete(toml.body as never, solution.tree);
  for (const problem of made.problems) problems.add(solution.path, "program", problem, "mend the solution or the body");
  return made.body;
}

/** The program in `stem`.txt or `stem`.json; null when there is neither, or when it is broken (then it is reported). */
function readWritten(root: string, lab: LabCheck, stem: string, problems: Problems): Written | null {
  for (const ending of [".txt", ".json"]) {
    const path = stem + ending;
    if (existsSync(join(root, path))) return readProgramFile(root, lab, path, problems);
  }
  return null;
}

function readFolder(root: string, lab: LabCheck, folder: string, problems: Problems): Written[] {
  return globSync(`${folder}/*.{txt,json}`, { cwd: root })
    .sort()
    .map((path) => readProgramFile(root, lab, path.replaceAll("\\", "/"), problems))
    .filter((one) => one !== null);
}

function readProgramFile(root: string, lab: LabCheck, path: string, problems: Problems): Written | null {
  const source = readFileSync(join(root, path), "utf8");
  let program: unknown;
  if (path.endsWith(".txt")) {
    const compiled = compile(lab.blocks, source);
    if (compiled.problem !== undefined) {
      problems.add(path, "text", compiled.problem, "see labs/parts/generate/README.md");
      return null;
    }
    program = compiled.program;
  } else {
    try {
      program = JSON.parse(source);
    } catch (error) {
      problems.add(path, "JSON", String(error), "save it from the workspace again");
      return null;
    }
  }
  const { tree, refused } = readProgram(lab.blocks, program);
  if (refused) {
    problems.add(path, "program", `${refused.key} ${JSON.stringify(refused.values ?? {})}`, "mend the program");
    return null;
  }
  return { path, name: basename(path, extname(path)), program: program as Program, tree };
}

function emptyProgram(lab: LabCheck): Program {
  const { program } = compile(lab.blocks, "");
  if (!program) throw new Error(`${lab.lab}: an empty program must compile`);
  return program;
}
