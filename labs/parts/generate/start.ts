import type { BlockSpec } from "../contract.ts";

/** The one block every program begins with. It cannot be deleted and is not counted. */
export const startBlock: BlockSpec = {
  type: "start",
  shape: "start",
  label: "program.start",
  help: "program.start.help",
  category: "start",
  icon: "run",
  text: "start",
  code: () => "",
};
