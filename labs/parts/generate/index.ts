export { specOf, toRun, toShow } from "./code.ts";
export { startBlock } from "./start.ts";
export { compile, print, type Compiled } from "./text.ts";
export { everyBlock, mostBlocks, readProgram, readText, type Block, type Read, type Tree } from "./tree.ts";
