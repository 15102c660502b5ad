// What lessons and levels refer to: concepts, standards, and the questions a teacher may ask.
import { globSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { LabCheck } from "../parts/check.ts";
import conceptSchema from "./concept.schema.json" with { type: "json" };
import { checkProse } from "./prose.ts";
import type { Problems } from "./problems.ts";
import questionsSchema from "./questions.schema.json" with { type: "json" };
import standardsSchema from "./standards.schema.json" with { type: "json" };
import { compileSchema, parseToml, readToml } from "./toml.ts";

export interface Concept {
  readonly path: string;
  readonly title: string;
  /** As in "12 of 28 can ...". */
  readonly can: string;
  readonly requires: readonly string[];
  readonly student: string;
  readonly teacher: string;
  /** Markdown, for the teacher. */
  readonly text: string;
}

export interface Standards {
  readonly title: string;
  readonly publisher: string;
  readonly year: number;
  /** By code, in our own words. */
  readonly standards: Readonly<Record<string, string>>;
}

export interface Questions {
  readonly mistakes: Readonly<Record<string, string>>;
  readonly happened: Readonly<Record<string, string>>;
}

export interface Library {
  readonly concepts: Readonly<Record<string, Concept>>;
  readonly standards: Readonly<Record<string, Standards>>;
  /** By lab. */
  readonly questions: Readonly<Record<string, Questions>>;
}

const validConcept = compileSchema(conceptSchema);
const validStandards = compileSchema(standardsSchema);
const validQuestions = compileSchema(questionsSchema);

/** `used` are the labs that have levels: each of them needs its questions. */
export function readLibrary(root: string, labs: readonly LabCheck[], used: ReadonlySet<string>, problems: Problems): Library {
  const concepts: Record<string, Concept> = {};
  for (const path of files(root, "concepts/*.md")) {
    const concept = readConcept(root, path, problems);
    if (concept) concepts[nameOf(path)] = concept;
  }
  checkRequires(concepts, problems);
  const standards: Record<string, Standards> = {};
  for (const path of files(root, "standards/*.toml")) {
    const read = readToml<Standards>(root, path, validStandards, problems);
    if (read) standards[nameOf(path)] = read;
  }
  return { concepts, standards, questions: readQuestions(root, labs, used, problems) };
}

const files = (root: string, pattern: string): string[] => globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/")).sort();
const nameOf = (path: string): string => basename(path, extname(path));

/** TOML between two lines of `+++`, Markdown below. */
function readConcept(root: string, path: string, problems: Problems): Concept | null {
  const found = /^\+\+\+\n([^]*?\n)\+\+\+\n([^]*)$/.exec(readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n"));
  if (!found) {
    problems.add(path, "file", "it does not begin with facts between two lines of +++", "write title, can, requires, student and teacher there");
    return null;
  }
  const [, facts, body] = found as unknown as [string, string, string];
  const text = body.trim();
  if (text === "") problems.add(path, "text", "there is none", "write a few lines for the teacher below the facts");
  checkProse(body, path, facts.split("\n").length + 2, problems);
  const read = parseToml<Omit<Concept, "path" | "text">>(facts, path, validConcept, problems);
  return read && { path, ...read, text };
}

function checkRequires(concepts: Readonly<Record<string, Concept>>, problems: Problems): void {
  const leadsBack = (from: string, to: string, seen: Set<string>): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return (concepts[from]?.requires ?? []).some((next) => next === to || leadsBack(next, to, seen));
  };
  for (const [name, concept] of Object.entries(concepts)) {
    for (const one of concept.requires) if (!concepts[one]) problems.add(concept.path, "requires", `there is no concept "${one}"`, `write concepts/${one}.md, or leave it out`);
    if (leadsBack(name, name, new Set())) problems.add(concept.path, "requires", "it requires itself in the end", "leave out the one that comes later");
  }
}

function readQuestions(root: string, labs: readonly LabCheck[], used: ReadonlySet<string>, problems: Problems): Record<string, Questions> {
  const questions: Record<string, Questions> = {};
  for (const path of files(root, "questions/*.toml")) {
    if (!labs.some((lab) => lab.lab === nameOf(path))) problems.add(path, "file", `there is no lab "${nameOf(path)}"`, `name it after one of ${labs.map((lab) => lab.lab).join(", ")}`);
  }
  for (const lab of labs) {
    const path = `questions/${lab.lab}.toml`;
    if (!used.has(lab.lab)) continue;
    const read = readToml<Partial<Questions>>(root, path, validQuestions, problems);
    if (!read) continue;
    const asked = { mistakes: read.mistakes ?? {}, happened: read.happened ?? {} };
    compare(path, "mistakes", lab.mistakes, asked.mistakes, problems);
    compare(path, "happened", lab.happened ?? [], asked.happened, problems);
    questions[lab.lab] = asked;
  }
  return questions;
}

function compare(path: string, part: string, wanted: readonly string[], asked: Readonly<Record<string, string>>, problems: Problems): void {
  for (const name of wanted) if (!asked[name]) problems.add(path, `${part}.${name}`, "there is no question for it", "write one that helps without telling the answer");
  for (const name of Object.keys(asked)) if (!wanted.includes(name)) problems.add(path, `${part}.${name}`, "the lab says no such thing", `use one of ${wanted.join(", ")}, or leave it out`);
}
