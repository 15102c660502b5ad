// The maze's blocks, all of them, once. Blockly's definitions, the toolbox, JavaScript, the text form, the icon strip and the
// help are made from this table (labs/parts/contract.ts says what each line means).
import type { BlockSpec, BlockTable, FieldSpec } from "../parts/contract.ts";
import { startBlock } from "../parts/generate/start.ts";

const way: FieldSpec = {
  name: "WAY",
  kind: "choice",
  value: "ahead",
  choices: [
    { value: "ahead", label: "maze.way.ahead" },
    { value: "left", label: "maze.way.left" },
    { value: "right", label: "maze.way.right" },
  ],
};

/** The most a repeat block can be set to. */
export const mostTimes = 20;

/** What JavaScript calls the three questions. */
const question = (value: string | number): string => (value === "left" ? "isPathLeft()" : value === "right" ? "isPathRight()" : "isPathAhead()");

const move: BlockSpec = {
  type: "maze_move",
  shape: "statement",
  label: "maze.move",
  help: "maze.move.help",
  category: "move",
  icon: "forward",
  strip: "step",
  text: "move",
  code: () => "moveForward();\n",
};

const left: BlockSpec = {
  type: "maze_left",
  shape: "statement",
  label: "maze.left",
  help: "maze.left.help",
  category: "move",
  icon: "turn-left",
  strip: "step",
  text: "left",
  code: () => "turnLeft();\n",
};

const right: BlockSpec = {
  type: "maze_right",
  shape: "statement",
  label: "maze.right",
  help: "maze.right.help",
  category: "move",
  icon: "turn-right",
  strip: "step",
  text: "right",
  code: () => "turnRight();\n",
};

const repeat: BlockSpec = {
  type: "maze_repeat",
  shape: "statement",
  label: "maze.repeat",
  help: "maze.repeat.help",
  category: "loop",
  icon: "repeat",
  strip: "loop",
  fields: [{ name: "TIMES", kind: "number", value: 3, min: 1, max: mostTimes }],
  bodies: [{ name: "DO", label: "maze.do" }],
  text: "repeat {TIMES} [DO]",
  code: (parts) => {
    const count = parts.fresh("count");
    return `for (let ${count} = 0; ${count} < ${parts.field("TIMES")}; ${count}++) {\n${parts.body("DO")}}\n`;
  },
};

const until: BlockSpec = {
  type: "maze_until",
  shape: "statement",
  label: "maze.until",
  help: "maze.until.help",
  category: "loop",
  icon: "until",
  strip: "loop",
  bodies: [{ name: "DO", label: "maze.do" }],
  text: "until goal [DO]",
  code: (parts) => `while (!isAtGoal()) {\n${parts.body("DO")}}\n`,
};

const ifPath: BlockSpec = {
  type: "maze_if",
  shape: "statement",
  label: "maze.if",
  help: "maze.if.help",
  category: "logic",
  icon: "if",
  fields: [way],
  bodies: [{ name: "DO", label: "maze.do" }],
  text: "if path {WAY} [DO]",
  code: (parts) => `if (${question(parts.field("WAY"))}) {\n${parts.body("DO")}}\n`,
};

const ifElse: BlockSpec = {
  type: "maze_if_else",
  shape: "statement",
  label: "maze.ifElse",
  help: "maze.ifElse.help",
  category: "logic",
  icon: "if",
  fields: [way],
  bodies: [
    { name: "DO", label: "maze.do" },
    { name: "ELSE", label: "maze.else" },
  ],
  text: "if path {WAY} [DO] else [ELSE]",
  code: (parts) => `if (${question(parts.field("WAY"))}) {\n${parts.body("DO")}} else {\n${parts.body("ELSE")}}\n`,
};

/** In the order of the toolbox. */
export const blocks: BlockTable = [startBlock, move, left, right, repeat, until, ifPath, ifElse];
