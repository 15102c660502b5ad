// Runs programs in QuickJS. The same code and the same WebAssembly serve the Worker and Node, and nothing here depends on time
// or on the machine, so a program comes to the same end everywhere.
import { QuickJSFFI } from "@jitl/quickjs-wasmfile-release-sync/ffi";
import loadModule from "@jitl/quickjs-wasmfile-release-sync/emscripten-module";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Step } from "../contract.ts";
import { mostSteps, stackBytes, type End, type Guest, type GuestMaker, type Io, type Job, type Plain, type Result } from "./engine.ts";
import { seeded } from "./random.ts";

/** Thrown by a guest's function to end the program; QuickJS sees an ordinary error, `Run` remembers the true reason. */
class Ended extends Error {}

/** No Date (time is not deterministic), no Promise (nothing would ever answer), no Proxy, no typed arrays (nobody needs them yet). */
const intrinsics = { BaseObjects: true, Eval: true, StringNormalize: true, RegExp: true, RegExpCompiler: true, JSON: true, MapSet: true };

/** A loaded QuickJS. `run` is synchronous; when it answers "lost", this core must not be used again. */
export interface Core {
  run(job: Job, beat?: () => void): Result;
}

/** Loads QuickJS from its compiled WebAssembly and warms it up. `guests` are the functions programs may call, by name. */
export async function loadCore(wasm: WebAssembly.Module, guests: Readonly<Record<string, GuestMaker>>): Promise<Core> {
  const variant: QuickJSSyncVariant = { type: "sync", importFFI: () => Promise.resolve(QuickJSFFI), importModuleLoader: () => Promise.resolve(loadModule) };
  const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm }));
  warmUp(module);
  return {
    run(job, beat) {
      const maker = guests[job.guest];
      if (maker === undefined) throw new Error(`no guest is called ${job.guest}`);
      return new OneRun(job, beat).run(module, maker);
    },
  };
}

/** A browser compiles WebAssembly well only after it has been used a little; 200 tiny programs bring that forward (25 ms). */
function warmUp(module: QuickJSWASMModule): void {
  const context = module.newContext({ intrinsics });
  for (let round = 0; round < 200; round += 1) context.unwrapResult(context.evalCode("(function(){let s=0;for(let i=0;i<9;i++)s+=i;return s})()")).dispose();
  context.dispose();
}

class OneRun {
  readonly job: Job;
  readonly beat: (() => void) | undefined;
  readonly steps: Step[] = [];
  block: string | null = null;
  count = 0;
  interrupts = 0;
  /** Set once; from then on the program gets nothing done, even if it catches the error it is sent. */
  ended: End | null = null;

  constructor(job: Job, beat: (() => void) | undefined) {
    this.job = job;
    this.beat = beat;
  }

  run(module: QuickJSWASMModule, maker: GuestMaker): Result {
    let end: End;
    try {
      end = this.evaluate(module, maker);
    } catch {
      // The host's own stack or memory gave out inside QuickJS: its state is unknown, so it is thrown away.
      end = { end: "lost", reason: "crashed" };
    }
    return { ...end, steps: this.steps, block: this.block };
  }

  evaluate(module: QuickJSWASMModule, maker: GuestMaker): End {
    const { limits, seed, setup, code } = this.job;
    const runtime = module.newRuntime({ memoryLimitBytes: limits.memory, maxStackSizeBytes: stackBytes, interruptHandler: () => this.interrupt() });
    const context = runtime.newContext({ intrinsics });
    const random = seeded(seed);
    const io: Io = {
      emit: (happened) => this.emit(happened),
      tick: () => this.tick(),
      stop: (reason) => this.end({ end: "stopped", reason }),
      random,
    };
    this.install(context, { ...maker(setup as never, io), at: (id) => this.at(id) }, random);

    // A function of its own makes variables local, which is twice as fast, and keeps `return` from being an error.
    const answer = context.evalCode(`(function () {\n${code}\n})()`, "program.js");
    const end = this.ended ?? (answer.error ? this.failure(context, answer.error) : ({ end: "finished" } as const));
    answer.dispose();
    context.dispose();
    runtime.dispose();
    return end;
  }

  install(context: QuickJSContext, guest: Guest, random: () => number): void {
    for (const [name, call] of Object.entries(guest)) {
      const handle = context.newFunction(name, (...given) => this.call(context, call, given));
      context.setProp(context.global, name, handle);
      handle.dispose();
    }
    const math = context.getProp(context.global, "Math");
    const handle = context.newFunction("random", () => context.newNumber(random()));
    context.setProp(math, "random", handle);
    handle.dispose();
    math.dispose();
  }

  call(context: QuickJSContext, call: Guest[string], given: QuickJSHandle[]): QuickJSHandle {
    if (this.ended) throw new Ended();
    try {
      return toGuest(context, call(...given.map((handle) => fromGuest(context, handle))));
    } catch (error) {
      // A guest function that fails in any other way than by ending the program is a defect of ours, not of the pupil.
      if (!(error instanceof Ended)) this.ended = { end: "lost", reason: "crashed" };
      throw error;
    }
  }

  at(id: Plain): undefined {
    this.block = typeof id === "string" ? id.slice(0, 100) : null;
    this.tick();
  }

  tick(): void {
    this.count += 1;
    if (this.count > this.job.limits.steps) this.end({ end: "limit", reason: "steps" });
  }

  emit(happened: object): void {
    if (this.steps.length >= mostSteps) this.end({ end: "limit", reason: "steps" });
    this.steps.push({ ...happened, block: this.block });
  }

  end(end: End): never {
    this.ended ??= end;
    throw new Ended();
  }

  /** Called by QuickJS now and then; true ends the program, and no `catch` or `finally` of the program runs any more. */
  interrupt(): boolean {
    this.interrupts += 1;
    if (this.interrupts % 64 === 1) this.beat?.();
    if (this.interrupts > this.job.limits.interrupts) this.ended ??= { end: "limit", reason: "work" };
    return this.ended !== null;
  }

  failure(context: QuickJSContext, error: QuickJSHandle): End {
    const name = textOf(context, error, "name");
    const message = textOf(context, error, "message");
    // QuickJS reports its own limits as InternalError; a program cannot make more of this than a different sentence.
    if (name === "InternalError" && (message === "out of memory" || message === "string too long")) return { end: "limit", reason: "memory" };
    if (name === "InternalError" && message === "stack overflow") return { end: "limit", reason: "depth" };
    return { end: "error", reason: name };
  }
}

function textOf(context: QuickJSContext, error: QuickJSHandle, name: string): string {
  if (context.typeof(error) !== "object") return "Thrown";
  const handle = context.getProp(error, name);
  const text = context.typeof(handle) === "string" ? context.getString(handle).slice(0, 100) : "";
  handle.dispose();
  return text;
}

function fromGuest(context: QuickJSContext, handle: QuickJSHandle): Plain {
  switch (context.typeof(handle)) {
    case "number":
      return context.getNumber(handle);
    case "string":
      return context.getString(handle);
    case "boolean":
      return context.dump(handle) === true;
    default:
      return undefined;
  }
}

function toGuest(context: QuickJSContext, value: unknown): QuickJSHandle {
  if (typeof value === "number") return context.newNumber(value);
  if (typeof value === "string") return context.newString(value);
  if (typeof value === "boolean") return value ? context.true : context.false;
  return context.undefined;
}
