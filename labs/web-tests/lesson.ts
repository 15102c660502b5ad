// A lesson for the browser tests: small mazes whose answers stand in the tests, so that the curriculum may change freely.
import { globSync, readFileSync } from "node:fs";
import { compile } from "../parts/generate/index.ts";
import { blocks } from "../maze/api.ts";
import type { LessonData, LevelData, PageData, Program } from "../parts/contract.ts";
import type { MazeBody } from "../maze/world.ts";
import { drawings } from "./drawings.ts";

export const lessonId = "0b7c1f1e-6f0e-4c1a-9d55-0c6a3c1d1a00";

function level(number: number, made: Partial<LevelData<MazeBody>> & { readonly body: MazeBody }): LevelData<MazeBody> {
  return {
    id: `0b7c1f1e-6f0e-4c1a-9d55-0c6a3c1d1a0${String(number)}`,
    number,
    lab: "maze",
    title: `Level ${String(number)}`,
    core: true,
    freePlay: false,
    icons: true,
    instructions: "Bring the hedgehog home to its burrow.",
    hint: "Look at the path and walk it with your finger first.",
    say: "Bring the hedgehog home to its burrow.",
    optimal: 2,
    start: program(""),
    toolbox: ["maze_move", "maze_left", "maze_right"],
    mistakes: {},
    ...made,
  };
}

/** A program from its text form. */
export function program(text: string): Program {
  const { program: made, problem } = compile(blocks, text);
  if (!made) throw new Error(problem);
  return made;
}

export const levels: readonly LevelData<MazeBody>[] = [
  level(1, { title: "First steps", body: { theme: "garden", map: ["######", "######", "#>.G##", "######", "######"] } }),
  level(2, { title: "Round the corner", optimal: 5, body: { theme: "islands", map: ["########", "####G###", "####.###", "#>...###", "########", "########"] } }),
  level(3, {
    title: "Again and again",
    optimal: 2,
    toolbox: ["maze_move", "maze_left", "maze_right", "maze_repeat", "maze_until"],
    body: { theme: "garden", map: ["########", "#......#", "#.####.#", "#>....G#", "#.####.#", "#......#", "########"] },
  }),
  level(4, {
    title: "Which way?",
    icons: false,
    core: false,
    optimal: 6,
    toolbox: ["maze_move", "maze_left", "maze_right", "maze_repeat", "maze_until", "maze_if", "maze_if_else"],
    body: { theme: "islands", map: ["########", "###..G##", "##..####", "#..#####", "#^######", "########"] },
  }),
];

/** All texts of parts and labs, in English whatever the page's language: these tests look at behaviour and sides, not at translations. */
export function words(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of globSync("labs/**/strings.en.json")) {
    const table = JSON.parse(readFileSync(file, "utf8")) as Record<string, { en: string }>;
    for (const [key, { en }] of Object.entries(table)) texts[key] = en;
  }
  return texts;
}

/** The lessons there are: their name in addresses, and their levels. */
export const lessons: Readonly<Record<string, readonly LevelData[]>> = { maze: levels, drawing: drawings };

export function lessonIn(language: string, slug = "maze"): LessonData {
  const home = `/${language}/learn/${slug}/`;
  const title = slug === "maze" ? "A maze" : "Drawing";
  return {
    slug,
    title,
    unit: title,
    id: slug === "maze" ? lessonId : "1b7c1f1e-6f0e-4c1a-9d55-0c6a3c1d1a00",
    home,
    done: `${home}done/`,
    levels: (lessons[slug] ?? []).map((one) => ({ id: one.id, number: one.number, title: one.title, url: `${home}${String(one.number)}/`, core: one.core, freePlay: one.freePlay, icons: one.icons, lab: one.lab })),
  };
}

export function pageOf(number: number, language: string, direction: "ltr" | "rtl", slug = "maze"): PageData | null {
  const shown = lessons[slug]?.find((one) => one.number === number);
  if (!shown) return null;
  return {
    build: "test",
    language,
    direction,
    lesson: lessonIn(language, slug),
    level: shown,
    words: words(),
    signIn: `/${language}/class/`,
    pictures: "/static/kit/pictures/",
    media: "/static/built/media/",
  };
}
