// Labs by name, for the replay and the pretend class. Each is loaded when a cell of it is opened.
import "../../../../labs/drawing/drawing.css";
import "../../../../labs/maze/maze.css";
import type { LabLoaders } from "../../../../labs/parts/level-page/index.ts";

export const labs: LabLoaders = {
  maze: async () => (await import("../../../../labs/maze/lab.ts")).lab,
  drawing: async () => (await import("../../../../labs/drawing/lab.ts")).lab,
};
