// What the checker must know of the maze.
import type { LabCheck } from "../parts/check.ts";
import type { GuestMaker } from "../parts/engine/index.ts";
import { anywhere, leavingOut, puttingIn, replacing, swapping, withStart } from "../parts/generate/edit.ts";
import { specOf, type Block } from "../parts/generate/index.ts";
import { blocks, mostTimes } from "./api.ts";
import schema from "./level.schema.json" with { type: "json" };
import { mistakes } from "./mistakes.ts";
import { guest, guestName, run } from "./run.ts";
import { fewest } from "./search.ts";
import strings from "./strings.en.json" with { type: "json" };
import { mapProblems, type MazeBody } from "./world.ts";

/** A block of a given type with its usual settings, for putting in. */
const make = (type: string, fields: Block["fields"] = {}, bodies: Block["bodies"] = {}): Block => ({ spec: specOf(blocks, type), id: "new", fields, values: {}, bodies });

const turned: Readonly<Record<string, string>> = { maze_left: "maze_right", maze_right: "maze_left" };

/** A block with one of its settings changed. */
function* changed(block: Block): Generator<Block> {
  const other = turned[block.spec.type];
  if (other) yield { ...block, spec: specOf(blocks, other) };
  if (block.spec.type === "maze_repeat") {
    const now = Number(block.fields["TIMES"]);
    for (const times of [now - 1, now + 1, now + 2]) if (times >= 1 && times <= mostTimes) yield { ...block, fields: { TIMES: times } };
  }
  if ("WAY" in block.fields) for (const way of ["ahead", "left", "right"]) if (way !== block.fields["WAY"]) yield { ...block, fields: { WAY: way } };
}

export const check: LabCheck = {
  lab: "maze",
  tier: 1,
  uploads: false,
  textPlaces: [],
  blocks,
  guests: { [guestName]: guest as GuestMaker },
  bodySchema: schema,
  strings,
  mistakes: Object.keys(mistakes),
  happened: ["wall", "short", "stars", "endless"],
  run,
  bodyProblems: (body: MazeBody) => mapProblems(body),
  sameness: (body: MazeBody) => body.map.join("\n"),
  *mutants(tree) {
    const changes = [
      replacing(changed),
      puttingIn(make("maze_move")),
      puttingIn(make("maze_left")),
      puttingIn(make("maze_right")),
      leavingOut(() => true),
      swapping,
    ];
    for (const change of changes) for (const start of anywhere(tree.start, change)) yield withStart(tree, start);
    // A mistake of loose or missing blocks is changed where it is made: beside the program.
    for (const type of ["maze_move", "maze_left", "maze_right"]) {
      yield { ...tree, loose: [...tree.loose, [make(type)]] };
      yield { ...tree, loose: tree.loose.map((stack) => [...stack, make(type)]) };
      yield { ...tree, loose: tree.loose.map((stack) => [make(type), ...stack]) };
    }
  },
  fewest,
};
