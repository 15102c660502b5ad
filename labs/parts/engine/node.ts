// The engine in Node: for the checker, the tests and whoever replays programs on a server. Same WebAssembly file as the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Step } from "../contract.ts";
import type { Engine, GuestMaker, Job, Result } from "./engine.ts";
import { loadCore, type Core } from "./quickjs.ts";

const file = createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm");
let compiled: Promise<WebAssembly.Module> | null = null;

/** An engine in this process. A run cannot be stopped from outside (it is synchronous); its limits end it. */
export function nodeEngine(guests: Readonly<Record<string, GuestMaker>>): Engine {
  let core: Promise<Core> | null = null;
  const load = (): Promise<Core> => {
    compiled ??= WebAssembly.compile(readFileSync(file));
    core ??= compiled.then((module) => loadCore(module, guests));
    return core;
  };
  return {
    async warm() {
      await load();
    },
    async run<S extends Step>(job: Job): Promise<Result<S>> {
      const result = (await load()).run(job);
      if (result.end === "lost") core = null;
      return result as Result<S>;
    },
    stop() {
      // Nothing is under way: whoever could call this is waiting for the run to come back.
    },
    dispose() {
      core = null;
    },
  };
}
