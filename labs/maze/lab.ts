// The maze as the level page uses it. Another lab's lab.ts has the same shape.
import wasm from "@jitl/quickjs-wasmfile-release-sync/wasm?url";
import { openEngine } from "../parts/engine/open.ts";
import type { LabPage } from "../parts/level-page/lab.ts";
import { blocks } from "./api.ts";
import { pictureOf } from "./picture.ts";
import { describeStart, describeStep, lengthOf, soundOf } from "./tell.ts";
import { run } from "./run.ts";
import { MazeView, sheetOf } from "./view.tsx";
import worker from "./worker.ts?worker&url";
import type { MazeBody, MazeStep } from "./world.ts";

const engine = openEngine({ worker, wasm });

export const lab: LabPage<MazeBody, MazeStep> = {
  name: "maze",
  api: blocks,
  view: MazeView,
  warm: () => engine.warm().then(() => true, () => false),
  run: (level, program) => run(engine, level, program),
  describeStep,
  soundOf,
  lengthOf,
  describeStart,
  pictures: (level, base) => [sheetOf(level.body, base)],
  picture: pictureOf,
};
