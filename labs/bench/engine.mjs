// How fast the engine runs a loop, against js-interpreter on the same machine in the same minute: the median of five pairs.
// Prints one line of JSON as `make bench` wants it. `floor` and `ours` are seconds for a million turns.
import { createRequire } from "node:module";
import { usualLimits } from "../parts/engine/engine.ts";
import { nodeEngine } from "../parts/engine/node.ts";

const Interpreter = createRequire(import.meta.url)("js-interpreter");
const budget = 50;
const loop = (turns) => `var s = 0; for (var i = 0; i < ${turns}; i++) { s = (s + i * 7) % 1000003; }`;

const engine = nodeEngine({ nothing: () => ({}) });
await engine.warm();

async function ours() {
  const turns = 5_000_000;
  const job = { guest: "nothing", setup: null, seed: 1, code: loop(turns), limits: { ...usualLimits, interrupts: 1_000_000 } };
  const started = process.hrtime.bigint();
  const { end } = await engine.run(job);
  if (end !== "finished") throw new Error(`the loop ended with ${end}`);
  return Number(process.hrtime.bigint() - started) / 1e9 / (turns / 1e6);
}

function theirs() {
  const turns = 100_000;
  const interpreter = new Interpreter(loop(turns));
  const started = process.hrtime.bigint();
  interpreter.run();
  return Number(process.hrtime.bigint() - started) / 1e9 / (turns / 1e6);
}

const pairs = [];
for (let round = 0; round < 5; round += 1) pairs.push({ ours: await ours(), theirs: theirs() });
const median = (numbers) => numbers.toSorted((a, b) => a - b)[2];
const ratio = median(pairs.map((pair) => pair.theirs / pair.ours));
console.log(
  JSON.stringify({
    name: "engine-vs-js-interpreter",
    ours: Number(median(pairs.map((pair) => pair.ours)).toFixed(4)),
    floor: Number(median(pairs.map((pair) => pair.theirs)).toFixed(4)),
    ratio: Number(ratio.toFixed(1)),
    budget,
    ok: ratio >= budget,
  }),
);
