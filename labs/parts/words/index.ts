export { fill, say, sayer } from "./say.ts";
export type { Said, Sayer, Words } from "./say.ts";
