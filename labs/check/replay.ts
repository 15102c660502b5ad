// Replays the programs of a level: what is called a solution must solve it, what is called a mistake must meet that mistake.
import { nodeEngine } from "../parts/engine/node.ts";
import type { Engine } from "../parts/engine/index.ts";
import type { LabCheck } from "../parts/check.ts";
import type { Program, Run } from "../parts/contract.ts";
import { compile, everyBlock, print, readProgram, type Block, type Tree } from "../parts/generate/index.ts";
import type { Problems } from "./problems.ts";
import type { LevelFile, Written } from "./read.ts";

export interface Counts {
  levels: number;
  solutions: number;
  mistakes: number;
}

/** How many one-step changes of a mistake's example must meet the same mistake. */
const mutantsNeeded = 3;

const engines = new Map<string, Engine>();

export function runIn(lab: LabCheck, file: LevelFile, program: Program): Promise<Run> {
  let engine = engines.get(lab.lab);
  if (!engine) engines.set(lab.lab, (engine = nodeEngine(lab.guests)));
  return lab.run(engine, file.level, program);
}

const solved = (run: Run): boolean => run.verdict.outcome === "perfect" || run.verdict.outcome === "passed";

/** Replays one level. `previous` is the level before it in the same lesson. */
export async function replay(file: LevelFile, previous: LevelFile | null, counts: Counts, problems: Problems): Promise<void> {
  counts.levels += 1;
  const toml = `${file.path}/level.toml`;
  await replayStart(file, problems);
  if (file.level.freePlay) {
    if (file.level.optimal !== null) problems.add(toml, "optimal", "a free-play level has no fewest blocks", "leave it out");
    return;
  }
  if (file.solutions.length === 0) problems.add(file.path, "solution.txt", "there is no solution", "write one: no level is published that a machine has not solved");
  if (file.level.optimal === null) problems.add(toml, "optimal", "it is missing", "say how many blocks the shortest solution has");
  if (file.level.hint === "") problems.add(toml, "hint", "it is missing", "write one");

  for (const [at, solution] of file.solutions.entries()) await replaySolution(file, solution, at === 0, counts, problems);
  await replayMistakes(file, counts, problems);
  if (previous) await replayPrevious(file, previous, problems);
  checkIcons(file, problems);
  if (file.lab.fewest) search(file, problems);
  else await compareWithout(file, problems);
}

async function replayStart(file: LevelFile, problems: Problems): Promise<void> {
  const run = await runIn(file.lab, file, file.level.start);
  if (solved(run)) problems.add(`${file.path}/start`, "program", "it solves the level already", "leave something to do");
}

async function replaySolution(file: LevelFile, solution: Written, shortest: boolean, counts: Counts, problems: Problems): Promise<void> {
  counts.solutions += 1;
  outsideToolbox(file, solution, problems);
  const run = await runIn(file.lab, file, solution.program);
  const { outcome, blocks, said } = run.verdict;
  if (!solved(run)) {
    problems.add(solution.path, "program", `it does not solve the level (${said.key} ${JSON.stringify(said.values ?? {})})`, "mend the program or the body");
  } else if (shortest && file.level.optimal !== null && blocks !== file.level.optimal) {
    problems.add(solution.path, "blocks", `it has ${blocks} blocks, optimal says ${file.level.optimal}`, "let the two agree");
  } else if (shortest && outcome !== "perfect" && file.level.optimal !== null) {
    problems.add(solution.path, "outcome", `it is ${outcome}, not perfect`, "correct optimal");
  }
}

function outsideToolbox(file: LevelFile, { path, tree }: Written, problems: Problems): void {
  const given = new Set(file.level.toolbox);
  const shadows = new Set(file.lab.blocks.flatMap((spec) => (spec.values ?? []).flatMap(({ shadow }) => (shadow ? [shadow.type] : []))));
  for (const type of new Set([...everyBlock(tree)].map((block) => block.spec.type))) {
    if (!given.has(type) && !shadows.has(type)) problems.add(path, "program", `it uses ${type}, which is not in the toolbox`, "add the block to the toolbox or do without it");
  }
}

async function replayMistakes(file: LevelFile, counts: Counts, problems: Problems): Promise<void> {
  const named = Object.keys(file.level.mistakes);
  if (named.length < 2) problems.add(`${file.path}/level.toml`, "mistakes", `only ${named.length} of two`, "add [[mistakes]] with name and sentence, and mistakes/<name>.txt");
  for (const name of named) {
    if (!file.mistakes.some((mistake) => nameOf(mistake) === name)) problems.add(`${file.path}/mistakes/${name}.txt`, "file", "it is missing", "write a program that makes this mistake");
  }
  for (const mistake of file.mistakes) await replayMistake(file, mistake, counts, problems);
}

/** `too_few_times-2.txt` is a second example of too_few_times. */
function nameOf(mistake: Written): string {
  return mistake.name.replace(/-\d+$/, "");
}

async function replayMistake(file: LevelFile, mistake: Written, counts: Counts, problems: Problems): Promise<void> {
  counts.mistakes += 1;
  const name = nameOf(mistake);
  if (!(name in file.level.mistakes)) problems.add(mistake.path, "name", `level.toml has no sentence for ${name}`, "add [[mistakes]] with this name, or remove the file");
  outsideToolbox(file, mistake, problems);
  const { verdict } = await runIn(file.lab, file, mistake.program);
  if (verdict.outcome !== "tried") {
    problems.add(mistake.path, "program", `it solves the level (${verdict.outcome})`, "write a program that makes the mistake");
    return;
  }
  if (verdict.mistake !== name) {
    problems.add(mistake.path, "program", `it meets ${verdict.mistake ?? `no mistake (${verdict.said.key})`}, not ${name}`, "change the program, or the order of [[mistakes]]: the first that fits wins");
    return;
  }
  let alike = 0;
  for (const mutant of mutantsOf(file.lab, mistake.tree)) {
    const run = await runIn(file.lab, file, mutant);
    if (run.verdict.mistake === name) alike += 1;
    if (alike >= mutantsNeeded) return;
  }
  problems.add(mistake.path, "program", `only ${alike} small changes of it meet the same mistake, ${mutantsNeeded} must`, "choose a mistake that is not made by this one program alone");
}

function* mutantsOf(lab: LabCheck, tree: Tree): Generator<Program> {
  const seen = new Set([print(tree)]);
  for (const mutant of lab.mutants(tree)) {
    const text = print(mutant);
    if (seen.has(text)) continue;
    seen.add(text);
    const { program } = compile(lab.blocks, text);
    if (program) yield program;
  }
}

async function replayPrevious(file: LevelFile, previous: LevelFile, problems: Problems): Promise<void> {
  if (previous.lab !== file.lab) return;
  for (const solution of previous.solutions) {
    const run = await runIn(file.lab, file, solution.program);
    if (solved(run)) problems.add(file.path, "body", `the solution of the level before (${solution.path}) solves this one too`, "ask for something new");
  }
}

/** The icon strip holds steps, and loops that hold steps. */
function checkIcons(file: LevelFile, problems: Problems): void {
  if (!file.level.icons) return;
  const stripped = (tree: Tree): boolean =>
    tree.start.every((block) => block.spec.strip !== undefined && Object.values(block.bodies).every((body) => body.every((inner) => inner.spec.strip === "step")));
  for (const type of file.level.toolbox) {
    const spec = file.lab.blocks.find((one) => one.type === type);
    if (spec?.strip === undefined) problems.add(`${file.path}/level.toml`, "icons", `${type} is not in the icon strip`, "icons = false, or another toolbox");
  }
  const [solution] = file.solutions;
  if (solution && !stripped(solution.tree)) problems.add(solution.path, "program", "the icon strip cannot build it", "icons = false, or a solution of steps and loops of steps");
}

/** Where the lab cannot search: no block of the solution can be left out, and the best program without what is taught is longer. */
async function compareWithout(file: LevelFile, problems: Problems): Promise<void> {
  const { lab, level, teaches, without } = file;
  const toml = `${file.path}/level.toml`;
  const [solution] = file.solutions;
  if (!solution || level.optimal === null) return;
  for (const shorter of mutantsOf(lab, solution.tree)) {
    if ((readProgram(lab.blocks, shorter).tree?.count ?? 0) >= level.optimal) continue;
    const { verdict } = await runIn(lab, file, shorter);
    if (verdict.outcome === "perfect" && verdict.blocks < level.optimal) problems.add(toml, "optimal", `${verdict.blocks} blocks are enough: ${textOf(lab, shorter)}`, "correct optimal and the solution, or change the body");
  }
  const name = `${file.path}/without.txt`;
  if (!without) {
    if (teaches.length > 0) problems.add(name, "file", "it is missing", `write the shortest program you can without ${teaches.join(", ")}: it must be longer than optimal`);
    return;
  }
  outsideToolbox(file, without, problems);
  const used = [...everyBlock(without.tree)].find((block) => teaches.includes(block.spec.type));
  if (used) problems.add(without.path, "program", `it uses ${used.spec.type}, which the level teaches`, "do without it");
  // A level that teaches no block teaches to put one into another.
  if (teaches.length === 0 && depthOf(without.tree) >= depthOf(solution.tree)) problems.add(without.path, "program", "its blocks lie as deep in each other as those of the solution", "do without putting loops into loops, or remove the file");
  const run = await runIn(lab, file, without.program);
  if (!solved(run)) problems.add(without.path, "program", `it does not solve the level (${run.verdict.said.key})`, "mend the program");
  else if (run.verdict.blocks <= level.optimal) problems.add(toml, "teaches", `without ${teaches.join(", ") || "loops in loops"} ${run.verdict.blocks} blocks are enough`, "make the body ask for the new block");
}

/** How many mouths lie inside each other. */
function depthOf(tree: Tree): number {
  const deepest = (stack: readonly Block[]): number => Math.max(0, ...stack.flatMap((block) => Object.values(block.bodies).map((body) => 1 + deepest(body))));
  return Math.max(deepest(tree.start), deepest(tree.defines));
}

function textOf(lab: LabCheck, program: Program): string {
  const { tree } = readProgram(lab.blocks, program);
  return tree ? print(tree).trim().replaceAll(/\s+/g, " ") : "";
}

/** Nothing shorter solves it; without the block it teaches nothing fits. */
function search(file: LevelFile, problems: Problems): void {
  const { lab, level } = file;
  if (!lab.fewest || level.optimal === null) return;
  const toml = `${file.path}/level.toml`;
  const { blocks, example, proven } = lab.fewest(level, level.toolbox, level.optimal - 1);
  if (!proven) problems.notes.push(`${toml}: optimal: too many programs to look at all of them: the author is believed`);
  if (blocks !== null) problems.add(toml, "optimal", `${blocks} blocks are enough: ${example?.trim().replaceAll(/\s+/g, " ")}`, "correct optimal and the solution, or change the body");
  if (file.teaches.length === 0) return;
  const without = level.toolbox.filter((type) => !file.teaches.includes(type));
  const other = lab.fewest(level, without, level.optimal);
  if (!other.proven) problems.notes.push(`${toml}: teaches: too many programs to look at all of them: the author is believed`);
  if (other.blocks !== null) problems.add(toml, "teaches", `without ${file.teaches.join(", ")} ${other.blocks} blocks are enough: ${other.example?.trim().replaceAll(/\s+/g, " ")}`, "make the body ask for the new block");
}
