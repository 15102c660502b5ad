// What must hold between files: ids and slugs are unique, no two levels are the same to a pupil, what is referred to is there,
// and a lesson says of its levels what is true.
import { print } from "../parts/generate/index.ts";
import type { Course, GradeBand, Lesson } from "./lessons.ts";
import type { Library } from "./library.ts";
import type { Problems } from "./problems.ts";
import { levelHeadings } from "./prose.ts";
import type { LevelFile } from "./read.ts";

/** Core levels of a lesson that takes an hour. */
const coreOfAnHour = { least: 10, most: 12 };

export function checkTogether(files: readonly LevelFile[], courses: readonly Course[], library: Library, problems: Problems): void {
  checkNames(files, courses, problems);
  checkTwins(files, problems);
  for (const file of files) {
    for (const name of file.concepts) if (!library.concepts[name]) problems.add(`${file.path}/level.toml`, "concepts", `there is no concept "${name}"`, `write concepts/${name}.md, or use another`);
  }
  for (const course of courses) {
    checkBand(`${course.path}/course.toml`, course.grade_band, problems);
    const lessons = course.units.flatMap((unit) => unit.lessons);
    const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
    if (lessons.length > 0 && minutes !== course.minutes) problems.add(`${course.path}/course.toml`, "minutes", `its lessons take ${minutes}, not ${course.minutes}`, "let the two agree");
    for (const lesson of lessons) checkLesson(lesson, library, problems);
  }
}

function checkNames(files: readonly LevelFile[], courses: readonly Course[], problems: Problems): void {
  const units = courses.flatMap((course) => course.units);
  const lessons = units.flatMap((unit) => unit.lessons);
  const told = [
    ...courses.map((course) => ({ path: course.path, toml: `${course.path}/course.toml`, id: course.id })),
    ...units.map((unit) => ({ path: unit.path, toml: `${unit.path}/unit.toml`, id: unit.id })),
    ...lessons.map((lesson) => ({ path: lesson.path, toml: `${lesson.path}/lesson.toml`, id: lesson.id })),
    ...files.map((file) => ({ path: file.path, toml: `${file.path}/level.toml`, id: file.level.id })),
  ];
  unique(told.map(({ path, toml, id }) => [id, path, toml]), "id", "draw a new one: homeroom curriculum new", problems);
  unique(courses.map(({ path, slug }) => [slug, path, `${path}/course.toml`]), "slug", "choose another word", problems);
  unique(lessons.map(({ path, slug }) => [slug, path, `${path}/lesson.toml`]), "slug", "choose another word", problems);
  for (const course of courses) unique(course.units.map(({ path, slug }) => [slug, path, `${path}/unit.toml`]), "slug", "choose another word", problems);
}

/** Rows of name, folder, file. */
function unique(rows: readonly (readonly [string, string, string])[], key: string, todo: string, problems: Problems): void {
  const seen = new Map<string, string>();
  for (const [name, path, toml] of rows) {
    const other = seen.get(name);
    if (other) problems.add(toml, key, `${other} has the same`, todo);
    seen.set(name, path);
  }
}

function checkTwins(files: readonly LevelFile[], problems: Problems): void {
  const twins = new Map<string, string>();
  for (const file of files) {
    const [solution] = file.solutions;
    if (file.level.freePlay || !solution) continue;
    const same = `${file.lab.lab} ${file.lab.sameness(file.level.body)} ${print(solution.tree)}`;
    const twin = twins.get(same);
    if (twin) problems.add(`${file.path}/level.toml`, "body", `${twin} asks for the same and is solved by the same`, "change one of them");
    twins.set(same, file.path);
  }
}

function checkBand(toml: string, { grades, ages }: GradeBand, problems: Problems): void {
  for (const [key, [from, to]] of [["grades", grades], ["ages", ages]] as const) if (from > to) problems.add(toml, `grade_band.${key}`, `${from} comes after ${to}`, "write the lower one first");
}

function checkLesson(lesson: Lesson, library: Library, problems: Problems): void {
  const toml = `${lesson.path}/lesson.toml`;
  checkBand(toml, lesson.grade_band, problems);
  if (lesson.levels.length === 0) problems.add(lesson.path, "folder", "no level is in it", `make one: homeroom curriculum new ${lesson.path}/01-name`);
  const core = lesson.levels.filter((file) => file.level.core).length;
  if (lesson.minutes === 60 && (core < coreOfAnHour.least || core > coreOfAnHour.most)) {
    problems.add(toml, "minutes", `${core} core levels are in an hour`, `let ${coreOfAnHour.least} to ${coreOfAnHour.most} be core and the others challenges, or change minutes`);
  }
  const icons = lesson.levels.some((file) => file.level.icons);
  if (icons !== (lesson.grade_band.icons_from !== undefined)) {
    problems.add(toml, "grade_band.icons_from", icons ? "some levels have icons" : "no level has icons", icons ? "say from which grade they can be used" : "leave it out");
  }
  checkConcepts(lesson, toml, library, problems);
  for (const standard of lesson.standards) {
    const [book, code] = split(standard);
    if (!library.standards[book]?.standards[code]) problems.add(toml, "standards", `there is no standard "${standard}"`, `write ${code} into standards/${book}.toml, in our own words, or leave it out`);
  }
  for (const [name, text] of Object.entries(lesson.texts)) {
    for (const heading of levelHeadings(text)) {
      const level = lesson.levels.find((file) => file.level.number === heading.number)?.level;
      if (level?.title !== heading.title) {
        problems.add(`${lesson.path}/${name}.md`, `line ${heading.line}`, `level ${heading.number} is ${level ? `"${level.title}"` : "not there"}`, "let the heading say so, and look whether what is below it still fits");
      }
    }
  }
}

function split(standard: string): [string, string] {
  const at = standard.indexOf(":");
  return [standard.slice(0, at), standard.slice(at + 1)];
}

/** A lesson's concepts are those of its levels, in the order in which pupils meet them; what one requires is met before it. */
function checkConcepts(lesson: Lesson, toml: string, library: Library, problems: Problems): void {
  const met = [...new Set(lesson.levels.flatMap((file) => file.concepts))];
  if (lesson.levels.length > 0 && met.join() !== lesson.concepts.join()) {
    problems.add(toml, "concepts", "they are not those of its levels in the order of meeting", `write ${JSON.stringify(met)}, or change the levels`);
  }
  for (const [at, name] of lesson.concepts.entries()) {
    for (const before of library.concepts[name]?.requires ?? []) {
      if (lesson.concepts.indexOf(before) > at) problems.add(toml, "concepts", `${name} requires ${before}, which comes later`, "change the order of the levels, or requires");
    }
  }
}
