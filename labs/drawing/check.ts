// What the checker must know of the drawing.
import type { LabCheck } from "../parts/check.ts";
import type { GuestMaker } from "../parts/engine/index.ts";
import { everywhere, leavingOut, mapBlocks, puttingIn, swapping } from "../parts/generate/edit.ts";
import type { Tree } from "../parts/generate/index.ts";
import { merged } from "../parts/turtle/index.ts";
import { blocks, mostTimes } from "./api.ts";
import { angles, growths, lengths, lifted, make, mirrored, otherTurn, starts, times, withNumbers } from "./changes.ts";
import { goalProblems, withGoal } from "./goal.ts";
import schema from "./level.schema.json" with { type: "json" };
import { mistakes } from "./mistakes.ts";
import { guest, guestName, run } from "./run.ts";
import { simulate } from "./simulate.ts";
import strings from "./strings.en.json" with { type: "json" };
import { strokesOfWays, type DrawingBody } from "./world.ts";

/** Blocks to put in. */
const more = [make("forward", "BY", 10), make("forward", "BY", 50), make("right", "BY", 45), make("left", "BY", 90), make("jump", "BY", 20), make("pen_up"), make("colour", undefined, undefined, { COLOUR: "crimson" })];

function* mutants(tree: Tree): Generator<Tree> {
  yield* withNumbers(tree, lengths, (now) => [now + 10, now + 1, now - 5, now * 2]);
  yield* withNumbers(tree, angles, (now) => [now + 15, now - 10, now + 1, now / 2]);
  yield* withNumbers(tree, times, (now) => [now + 1, now - 1, now + 3, now - 2, now * 2].filter((value) => value >= 1 && value <= mostTimes));
  yield* withNumbers(tree, starts, (now) => [now + 10, now - 5, now + 1]);
  yield* withNumbers(tree, growths, (now) => [now + 1, now - 1, now + 5, -now]);
  for (const change of [otherTurn, lifted, leavingOut(() => true), swapping, ...more.map((block) => puttingIn(block))]) yield* everywhere(tree, change);
  yield mapBlocks(tree, mirrored);
  for (const colour of ["teal", "black"]) yield mapBlocks(tree, (block) => (block.spec.type === "drawing_colour" ? { ...block, fields: { COLOUR: colour } } : block));
  // A mistake of loose or missing blocks is changed where it is made: beside the program.
  for (const block of more) {
    yield { ...tree, loose: [...tree.loose, [block]] };
    yield { ...tree, loose: tree.loose.map((stack) => [...stack, block]) };
    yield { ...tree, loose: tree.loose.map((stack) => [block, ...stack]) };
  }
}

export const check: LabCheck = {
  lab: "drawing",
  tier: 1,
  uploads: false,
  textPlaces: [],
  blocks,
  guests: { [guestName]: guest as GuestMaker },
  bodySchema: schema,
  strings,
  mistakes: Object.keys(mistakes),
  happened: ["endless", "more", "extra", "partly"],
  run,
  bodyProblems: (body: DrawingBody) => (body.goal === undefined ? [] : ["goal is computed from solution.txt: leave it out"]),
  /** The goal is what the shortest solution draws. */
  complete(body: DrawingBody, solution) {
    const walk = simulate(body, solution);
    if (walk?.end !== "finished") return { body, problems: ["the solution never ends, so there is no goal"] };
    return { body: withGoal(body, walk.strokes), problems: goalProblems(walk.strokes) };
  },
  sameness({ start, colours, anywhere, goal }: DrawingBody) {
    const lines = merged(strokesOfWays(goal ?? [])).map(({ x1, y1, x2, y2, colour }) => [[x1, y1], [x2, y2]].map((spot) => spot.map(Math.round).join(" ")).sort().join(" to ") + (colours ? colour : ""));
    return JSON.stringify([start ?? null, anywhere ?? false, lines.sort()]);
  },
  mutants,
};
