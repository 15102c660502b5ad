export { usualLimits } from "./engine.ts";
export type { End, Engine, Guest, GuestMaker, Io, Job, Limits, Plain, Result } from "./engine.ts";
export { saidOf } from "./said.ts";
export { seeded } from "./random.ts";
