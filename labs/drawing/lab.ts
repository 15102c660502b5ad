// The drawing as the level page uses it.
import wasm from "@jitl/quickjs-wasmfile-release-sync/wasm?url";
import { openEngine } from "../parts/engine/open.ts";
import type { LabPage } from "../parts/level-page/lab.ts";
import { blocks } from "./api.ts";
import { pictureOf } from "./picture.ts";
import { run } from "./run.ts";
import { describeEnd, describePlace, describeStart, describeStep, lengthOfStep, soundOf } from "./tell.ts";
import { DrawingView, sheetOf } from "./view.tsx";
import worker from "./worker.ts?worker&url";
import type { DrawingBody, DrawingStep } from "./world.ts";

const engine = openEngine({ worker, wasm });

export const lab: LabPage<DrawingBody, DrawingStep> = {
  name: "drawing",
  api: blocks,
  view: DrawingView,
  warm: () => engine.warm().then(() => true, () => false),
  run: (level, program) => run(engine, level, program),
  describeStep,
  describePlace,
  soundOf,
  lengthOf: lengthOfStep,
  describeStart,
  describeEnd,
  pictures: (_level, base) => [sheetOf(base)],
  picture: pictureOf,
};
