// Writes what the server needs of levels and labs. None of these files is served as it is; solutions.json is for teachers only.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabCheck } from "../parts/check.ts";
import type { LabFacts } from "../parts/contract.ts";
import { print, toShow } from "../parts/generate/index.ts";
import type { Course, Lesson } from "./lessons.ts";
import type { Library } from "./library.ts";
import { runIn } from "./replay.ts";
import type { LevelFile, Written } from "./read.ts";
import { allWords } from "./words.ts";

/** Writes `folder`/levels.json, lessons.json, solutions.json, labs.json and words.json. */
export async function emit(folder: string, files: readonly LevelFile[], courses: readonly Course[], library: Library, labs: readonly LabCheck[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, data: unknown): void => writeFileSync(join(folder, name), `${JSON.stringify(data, null, 1)}\n`);
  // A level of a lesson too broken to use would have no place on any page.
  const lessons = new Set(courses.flatMap((course) => course.units.flatMap((unit) => unit.lessons.map((lesson) => lesson.path))));
  const placed = files.filter((file) => lessons.has(file.lesson));
  const levels = placed.map((file) => ({ path: file.path, lesson: file.lesson, ...file.level, concepts: file.concepts, teaches: file.teaches }));
  const solutions: Record<string, unknown> = {};
  for (const file of placed) {
    solutions[file.level.id] = { path: file.path, solutions: await told(file, file.solutions), mistakes: await told(file, file.mistakes) };
  }
  write("levels.json", { levels });
  write("lessons.json", { courses: courses.map(courseOf), ...libraryOf(library) });
  write("solutions.json", { levels: solutions });
  write("labs.json", { labs: labs.map(factsOf) });
  write("words.json", allWords());
}

/** A course with its units and lessons; levels are told by their ids, in order. Prose is Markdown as it was written. */
function courseOf({ units, ...course }: Course): unknown {
  return { ...course, units: units.map(({ lessons, ...unit }) => ({ ...unit, lessons: lessons.map(lessonOf) })) };
}

function lessonOf({ levels, texts, ...lesson }: Lesson): unknown {
  const { lesson: introduction, teachers: plan, unplugged } = texts;
  return { ...lesson, introduction, plan, unplugged, levels: levels.map((file) => file.level.id) };
}

/** Standards by the name that lessons use, `csta:1A-AP-10`; the books they stand in apart. */
function libraryOf({ concepts, standards, questions }: Library): object {
  const codes: Record<string, string> = {};
  const books: Record<string, unknown> = {};
  for (const [name, { standards: sentences, ...book }] of Object.entries(standards)) {
    books[name] = book;
    for (const [code, sentence] of Object.entries(sentences)) codes[`${name}:${code}`] = sentence;
  }
  return { concepts, standards: codes, books, questions };
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
