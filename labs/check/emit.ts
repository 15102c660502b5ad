// Writes what the server needs of levels and labs. None of these files is served as it is; solutions.json is for teachers only.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabCheck } from "../parts/check.ts";
import type { LabFacts } from "../parts/contract.ts";
import { print, toShow } from "../parts/generate/index.ts";
import { runIn } from "./replay.ts";
import type { LevelFile, Written } from "./read.ts";
import { allWords } from "./words.ts";

/** Writes `folder`/levels.json, solutions.json, labs.json and words.json. */
export async function emit(folder: string, files: readonly LevelFile[], labs: readonly LabCheck[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, data: unknown): void => writeFileSync(join(folder, name), `${JSON.stringify(data, null, 1)}\n`);
  const levels = files.map((file) => ({ path: file.path, lesson: file.lesson, ...file.level, concepts: file.concepts, teaches: file.teaches }));
  const solutions: Record<string, unknown> = {};
  for (const file of files) {
    solutions[file.level.id] = { path: file.path, solutions: await told(file, file.solutions), mistakes: await told(file, file.mistakes) };
  }
  write("levels.json", { levels });
  write("solutions.json", { levels: solutions });
  write("labs.json", { labs: labs.map(factsOf) });
  write("words.json", allWords());
}

/** Each program with its text, its JavaScript and what it comes to: a teacher's view and the pretend class show these. */
async function told(file: LevelFile, written: readonly Written[]): Promise<unknown[]> {
  const out: unknown[] = [];
  for (const { name, program, tree } of written) {
    const { verdict } = await runIn(file.lab, file, program);
    out.push({ name: name.replace(/-\d+$/, ""), program, text: print(tree), javascript: toShow(tree), verdict });
  }
  return out;
}

function factsOf(lab: LabCheck): LabFacts & { readonly texts: Readonly<Record<string, string>> } {
  return {
    lab: lab.lab,
    tier: lab.tier,
    uploads: lab.uploads,
    textPlaces: lab.textPlaces,
    blocks: lab.blocks.map(({ type, label, help, icon, category, strip }) => ({ type, label, help, icon, category, strip: strip !== undefined })),
    mistakes: Object.fromEntries(lab.mistakes.map((name) => [name, `${lab.lab}.mistake.${name}`])),
    texts: Object.fromEntries(Object.entries(lab.strings).map(([key, { en }]) => [key, en])),
  };
}
