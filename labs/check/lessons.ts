// Reads courses, units and lessons from their folders, with the levels already read put in their places.
import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";
import courseSchema from "./course.schema.json" with { type: "json" };
import lessonSchema from "./lesson.schema.json" with { type: "json" };
import type { Problems } from "./problems.ts";
import { readProse } from "./prose.ts";
import type { LevelFile } from "./read.ts";
import { compileSchema, readToml } from "./toml.ts";
import unitSchema from "./unit.schema.json" with { type: "json" };

export interface GradeBand {
  readonly grades: readonly [number, number];
  readonly ages: readonly [number, number];
  readonly icons_from?: number;
}

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

interface CourseToml extends Named {
  readonly language: string;
  readonly order: number;
  readonly minutes: number;
  readonly grade_band: GradeBand;
}

interface LessonToml extends Named {
  readonly minutes: number;
  readonly grade_band: GradeBand;
  readonly objectives: readonly string[];
  readonly concepts: readonly string[];
  readonly standards: readonly string[];
  readonly learned: readonly string[];
  readonly congratulation: string;
  readonly vocabulary: readonly { readonly word: string; readonly meaning: string }[];
}

/** Where something stands: its folder from the curriculum's folder on, and its number among its neighbours. */
interface Placed {
  readonly path: string;
  readonly number: number;
}

export interface Lesson extends LessonToml, Placed {
  /** Markdown by file: for pupils, for teachers, without computers. */
  readonly texts: { readonly lesson: string; readonly teachers: string; readonly unplugged: string };
  readonly levels: readonly LevelFile[];
}

export interface Unit extends Named, Placed {
  readonly lessons: readonly Lesson[];
}

export interface Course extends CourseToml {
  readonly path: string;
  readonly units: readonly Unit[];
}

const validCourse = compileSchema(courseSchema);
const validUnit = compileSchema(unitSchema);
const validLesson = compileSchema(lessonSchema);

/** All courses in the order of the catalogue. What is too broken to use is reported and left out. */
export function readCourses(root: string, levels: readonly LevelFile[], problems: Problems): Course[] {
  checkPlaces(root, problems);
  return folders(root, "courses")
    .flatMap((path) => {
      const facts = readToml<CourseToml>(root, `${path}/course.toml`, validCourse, problems);
      const units = numbered(root, path, problems).flatMap((unit, at) => readUnit(root, unit, at + 1, levels, problems));
      return facts ? [{ path, ...facts, units }] : [];
    })
    .sort((one, other) => one.order - other.order);
}

function readUnit(root: string, path: string, number: number, levels: readonly LevelFile[], problems: Problems): Unit[] {
  const facts = readToml<Named>(root, `${path}/unit.toml`, validUnit, problems);
  const lessons = numbered(root, path, problems).flatMap((lesson, at) => readLesson(root, lesson, at + 1, levels, problems));
  if (lessons.length === 0) problems.add(path, "folder", "no lesson is in it", `make one: homeroom curriculum new ${path}/01-name`);
  return facts ? [{ path, number, ...facts, lessons }] : [];
}

function readLesson(root: string, path: string, number: number, levels: readonly LevelFile[], problems: Problems): Lesson[] {
  const facts = readToml<LessonToml>(root, `${path}/lesson.toml`, validLesson, problems);
  const [lesson, teachers, unplugged] = ["lesson", "teachers", "unplugged"].map((name) => readProse(root, `${path}/${name}.md`, problems) ?? "") as [string, string, string];
  numbered(root, path, problems);
  const own = levels.filter((level) => level.lesson === path);
  return facts ? [{ path, number, ...facts, texts: { lesson, teachers, unplugged }, levels: own }] : [];
}

/** Folders of units, lessons and levels: two digits give the order. `mistakes` and `solutions` lie deeper. */
function numbered(root: string, path: string, problems: Problems): string[] {
  const all = folders(root, path);
  for (const folder of all) {
    if (!/^\d\d-[a-z0-9-]+$/.test(basename(folder))) problems.add(folder, "folder", "its name does not say where it stands", "begin it with two digits and a hyphen: 07-name");
  }
  return all;
}

function folders(root: string, path: string): string[] {
  return globSync(`${path}/*`, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${path}/${entry.name}`)
    .sort();
}

/** A level lies four folders deep: course, unit, lesson, level. */
function checkPlaces(root: string, problems: Problems): void {
  for (const found of globSync("courses/**/level.toml", { cwd: root })) {
    const path = found.replaceAll("\\", "/");
    if (path.split("/").length !== 6) problems.add(path, "folder", "a level lies in courses/COURSE/UNIT/LESSON/LEVEL", "move the folder");
  }
  if (!existsSync(join(root, "courses"))) problems.add("courses", "folder", "it is missing", "make it, and a course in it");
}
